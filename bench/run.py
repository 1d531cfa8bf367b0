"""Hold what one run of the bench is told: how often, how long, where; and measure by rounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.figures import middle, ratio
from bench.serving import Figure


@dataclass(frozen=True, slots=True)
class Run:
    """One run: rounds and seconds of each load, a folder for data, and the first of its ports."""

    rounds: int
    seconds: float
    folder: Path
    port: int
    quick: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The median figures of a subject, and how they stand to the control around them."""

    cpu_us: float
    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ratio: float
    pace_ratio: float


def compared(
    rounds: int, subjects: Mapping[str, Callable[[], Figure]], control: Callable[[], Figure]
) -> tuple[Compared, dict[str, Compared]]:
    """Measure the subjects in turn, the control right before and after each, so many rounds."""
    seen: dict[str, list[tuple[Figure, float, float]]] = {name: [] for name in subjects}
    controls: list[Figure] = [control()]
    for _ in range(rounds):
        for name, measure in subjects.items():
            figure = measure()
            controls.append(control())
            before, after = controls[-2], controls[-1]
            # Cost: how many times cheaper than the control. Pace: how many times as fast.
            cost = 1 / ratio(figure.cpu_us, before.cpu_us, after.cpu_us)
            pace = ratio(figure.per_second, before.per_second, after.per_second)
            seen[name].append((figure, cost, pace))
    ones = [(figure, 1.0, 1.0) for figure in controls]
    return _condensed(ones), {name: _condensed(figures) for name, figures in seen.items()}


def _condensed(seen: list[tuple[Figure, float, float]]) -> Compared:
    figures = [figure for figure, _, _ in seen]
    return Compared(
        cpu_us=middle([figure.cpu_us for figure in figures]),
        per_second=middle([figure.per_second for figure in figures]),
        p50_ms=middle([figure.p50_ms for figure in figures]),
        p95_ms=middle([figure.p95_ms for figure in figures]),
        p99_ms=middle([figure.p99_ms for figure in figures]),
        cpu_ratio=middle([cost for _, cost, _ in seen]),
        pace_ratio=middle([pace for _, _, pace in seen]),
    )
