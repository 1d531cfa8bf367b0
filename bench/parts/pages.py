"""Measure the event page: kept, unchanged, never seen before."""

from bench.http import get
from bench.report import Part
from bench.run import Compared, Run, compared
from bench.serving import Figure, Instance, Server, control, turnout
from bench.sowing import opened, slug, sow_events

_CLIENTS = 16
_COLD_PAGES = 300
_LIKE_A_BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
_HEAD = ("16 connections", "CPU µs", "cost to hello", "a second", "pace to hello", "p50 / p99 ms")


def measure(run: Run) -> Part:
    """Compare kept pages with Flask's hello on the same server."""
    instance = Instance(run.folder / "pages", run.port)
    with opened(instance):
        sow_events(_COLD_PAGES)
    with (
        control("bare", run.port + 1) as bare,
        control("hello", run.port + 2) as hello,
        turnout(instance) as site,
    ):
        cold = [_cold(site, language) for language in ("fr", "en", "fa")]
        reference, seen = compared(
            run.rounds,
            {
                "bare WSGI": lambda: _hammer(run, bare, "/"),
                "event page, kept (brotli)": lambda: _hammer(run, site, _PATH, **_LIKE_A_BROWSER),
                "event page, kept (not packed)": lambda: _hammer(run, site, _PATH),
                "event page, 304": lambda: _hammer(run, site, _PATH, **{"If-None-Match": "*"}),
                "calendar file, kept": lambda: _hammer(run, site, f"/e/{slug(0)}.ics"),
            },
            lambda: _hammer(run, hello, "/"),
        )
    rows = [_row("Flask hello (the control)", reference)]
    rows += [_row(name, figures) for name, figures in seen.items()]
    median = sorted(cold)[1]
    rows.append(("event page, never seen before", f"{median * 1000:,.0f}", "", "", "", ""))
    return Part("pages", _HEAD, rows)


_PATH = f"/fr/e/{slug(0)}"


def _hammer(run: Run, server: Server, path: str, **headers: str) -> Figure:
    request = get(path, headers).decode()
    return server.load(kind="hammer", request=request, clients=_CLIENTS, seconds=run.seconds)


def _cold(site: Server, language: str) -> float:
    """Return the milliseconds of CPU of a page that nobody asked for before."""
    paths = [f"/{language}/e/{slug(number)}" for number in range(_COLD_PAGES)]
    requests = [get(path, _LIKE_A_BROWSER).decode() for path in paths]
    return site.load(kind="tour", requests=requests, clients=1).cpu_us / 1000


def _row(name: str, figures: Compared) -> tuple[str, ...]:
    return (
        name,
        f"{figures.cpu_us:.1f}",
        f"{figures.cpu_ratio:.2f} ×",
        f"{figures.per_second:,.0f}",
        f"{figures.pace_ratio:.2f} ×",
        f"{figures.p50_ms:.1f} / {figures.p99_ms:.1f}",
    )
