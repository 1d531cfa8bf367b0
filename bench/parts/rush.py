"""Let 200 people ask at once for 50 places, and count: exactly 50 may be told yes."""

from app import rsvps
from bench.databases import postgres
from bench.figures import middle
from bench.report import Part
from bench.run import Run
from bench.serving import Instance, turnout
from bench.sowing import opened, slug, sow_event

_PEOPLE, _PLACES = 200, 50
_THREADS = (2, 8)
_HEAD = ("200 at once for 50 places", "confirmed", "waiting", "all answered within", "p99 ms")


def measure(run: Run) -> Part:
    """Rush on both databases, with 2 and 8 threads, a fresh event each time."""
    rows = [
        _measured(run, "SQLite", Instance(run.folder / f"rush-{threads}", run.port), threads)
        for threads in _THREADS
    ]
    with postgres(run.folder / "rush-server") as url:
        instance = Instance(run.folder / "rush-postgres", run.port, url)
        rows += [_measured(run, "PostgreSQL", instance, threads) for threads in _THREADS]
    return Part("rush", _HEAD, rows)


def _measured(run: Run, name: str, instance: Instance, threads: int) -> tuple[str, ...]:
    with opened(instance):
        first = threads * 100
        numbers = range(first, first + run.rounds)
        event_ids = [sow_event(number, capacity=_PLACES) for number in numbers]
    with turnout(instance, threads) as site:
        seen = [
            site.load(
                kind="join",
                path=f"/en/e/{slug(number)}/rsvp",
                clients=_PEOPLE,
                seconds=60,
                most=_PEOPLE,
            )
            for number in numbers
        ]
    with opened(instance):
        counts = [rsvps.counts(event_id) for event_id in event_ids]
    return (
        f"{name}, {threads} threads",
        _same([count.confirmed for count in counts]),
        _same([count.waiting for count in counts]),
        f"{max(figure.seconds for figure in seen):.2f} s",
        f"{middle([figure.p99_ms for figure in seen]):,.0f}",
    )


def _same(numbers: list[int]) -> str:
    """Return what came out each time; different outcomes all show."""
    return ", ".join(str(number) for number in sorted(set(numbers)))
