"""Measure a complete RSVP, form and reply, on both databases, beside a raw loop of commits."""

import json
import subprocess
import sys
from dataclasses import dataclass

from bench.databases import postgres
from bench.figures import middle, ratio
from bench.report import Part
from bench.run import Run
from bench.serving import ROOT, Figure, Instance, Server, turnout
from bench.sowing import opened, slug, sow_event

_CLIENTS = (1, 8, 32)
_HEAD = (
    "form and reply",
    "CPU ms",
    "a second",
    "raw loop, a second",
    "pace to raw loop",
    "p50 / p95 / p99 ms",
)


@dataclass(frozen=True, slots=True)
class _Bench:
    run: Run
    instance: Instance
    event_id: int
    site: Server
    clients: int

    def join(self) -> Figure:
        """Let the clients join."""
        path = f"/en/e/{slug(0)}/rsvp"
        seen = self.site.load(
            kind="join", path=path, clients=self.clients, seconds=self.run.seconds
        )
        if set(seen.statuses) != {"303"}:
            raise RuntimeError(f"not every RSVP was taken: {seen.statuses}")
        return seen

    def loop(self) -> float:
        """Return how many rows a raw loop commits in a second."""
        job = {"event_id": self.event_id, "clients": self.clients, "seconds": self.run.seconds}
        command = [sys.executable, "-m", "bench.loop", json.dumps(job)]
        environment = self.instance.environment()
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
        )
        return float(json.loads(done.stdout)["per_second"])


def measure(run: Run) -> Part:
    """Let 1, 8 and 32 clients join one event without limit."""
    rows = _measured(run, "SQLite", Instance(run.folder / "rsvp", run.port))
    with postgres(run.folder / "postgres") as url:
        instance = Instance(run.folder / "rsvp-postgres", run.port, url)
        rows += _measured(run, "PostgreSQL", instance)
    return Part("rsvp", _HEAD, rows)


def _measured(run: Run, name: str, instance: Instance) -> list[tuple[str, ...]]:
    with opened(instance):
        event_id = sow_event()
    with turnout(instance) as site:
        return [
            _row(f"{name}, {clients} clients", _Bench(run, instance, event_id, site, clients))
            for clients in _CLIENTS
        ]


def _row(name: str, bench: _Bench) -> tuple[str, ...]:
    loops, seen, paces = [bench.loop()], [], []
    for _ in range(bench.run.rounds):
        seen.append(bench.join())
        loops.append(bench.loop())
        paces.append(ratio(seen[-1].per_second, loops[-2], loops[-1]))
    waits = (
        middle([figure.p50_ms for figure in seen]),
        middle([figure.p95_ms for figure in seen]),
        middle([figure.p99_ms for figure in seen]),
    )
    return (
        name,
        f"{middle([figure.cpu_us for figure in seen]) / 1000:.1f}",
        f"{middle([figure.per_second for figure in seen]):,.0f}",
        f"{middle(loops):,.0f}",
        f"{middle(paces):.2f} ×",
        " / ".join(f"{wait:.0f}" for wait in waits),
    )
