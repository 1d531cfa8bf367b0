"""Measure the agenda, a search, the API and a feed with few events and with ten thousand."""

import contextlib
from collections.abc import Mapping

from bench.http import Connection, get
from bench.report import Part
from bench.run import Run
from bench.serving import Instance, Server, turnout
from bench.sowing import opened, sow_events

_SIZES = (1, 100, 1_000, 10_000)
_TIMES = 60
# None of these is kept by the page layer: each is made when it is asked for.
_PATHS = {
    "agenda": "/en/events?city=",
    "past events": "/en/events?past=1&city=",
    "search for one": "/en/events?q=rassemblement+1",
    "search for all": "/en/events?q=rassemblement",
    "API": "/api/v1/events",
    "feed of a city": "/events.ics?city=Paris",
}
_UNCHANGED = "feed of a city, 304"


def measure(run: Run) -> Part:
    """Ask for each list, one request after the other, with more and more events there."""
    instance = Instance(run.folder / "lists", run.port)
    columns = []
    for size in _SIZES[:2] if run.quick else _SIZES:
        with opened(instance):
            sow_events(size)
        with turnout(instance) as site:
            columns.append(_column(site))
    head = ("CPU ms for one answer", *(f"{size:,} events" for size in _SIZES[: len(columns)]))
    rows = [(name, *(f"{column[name]:.1f}" for column in columns)) for name in columns[0]]
    return Part("lists", head, rows)


def _column(site: Server) -> dict[str, float]:
    column = {name: _cpu_ms(site, path) for name, path in _PATHS.items()}
    feed = _PATHS["feed of a city"]
    column[_UNCHANGED] = _cpu_ms(site, feed, {"If-None-Match": _tag(site, feed)})
    return column


def _tag(site: Server, path: str) -> str:
    with contextlib.closing(Connection(site.port)) as connection:
        return connection.ask(get(path)).headers["etag"]


def _cpu_ms(site: Server, path: str, headers: Mapping[str, str] | None = None) -> float:
    requests = [get(path, headers).decode()] * _TIMES
    return site.load(kind="tour", requests=requests, clients=1).cpu_us / 1000
