"""Read a route or a programme, one stop a line, and lay a route out to be drawn. Pure.

A line is an hour, if it is known, then words, then the point on the map, if somebody looked it up:
"14:00 Place de la Nation (48.8483, 2.3959)".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from math import cos, radians

from app.kernel.text import latin_digits

_HOUR = re.compile(r"(\d{1,2})\s?[:h]\s?(\d{2})?(?=[\s–—-]|$)[\s–—-]*")
_POINT = re.compile(r"\s*\(\s*(-?\d{1,2}\.\d+)\s*[,،]\s*(-?\d{1,3}\.\d+)\s*\)$")
_STEP, _MARGIN, _WIDTH, _HEIGHT = 44, 20, 320, 200
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of a route or a part of a programme; `point` is its latitude and longitude."""

    name: str
    at: time | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where the stops of a route are on a sheet; one that is no map is to be read along a line."""

    width: int
    height: int
    points: tuple[tuple[int, int], ...]
    is_map: bool

    @property
    def line(self) -> str:
        """Return the way from stop to stop as SVG has it."""
        return "M" + "L".join(f"{x} {y}" for x, y in self.points)


def stops(text: str) -> list[Stop]:
    """Return the stops that are written, one a line."""
    return [_stop(line.strip()) for line in text.splitlines() if line.strip()]


def drawn(route: Sequence[Stop], *, leftward: bool) -> Drawing | None:
    """Return where to draw stops: as on a map if all points are known, else on a line.

    A route of one stop is none. Without a map, a reader of Persian follows the line `leftward`.
    """
    if len(route) < 2:  # noqa: PLR2004 - from here to there
        return None
    known = [stop.point for stop in route if stop.point is not None]
    if len(known) == len(route):
        return Drawing(_WIDTH, _HEIGHT, tuple(_on_map(known)), is_map=True)
    width = 2 * _MARGIN + _STEP * (len(route) - 1)
    along = [(_MARGIN + _STEP * number, _MARGIN) for number in range(len(route))]
    return Drawing(width, 2 * _MARGIN, tuple(reversed(along) if leftward else along), is_map=False)


def _stop(line: str) -> Stop:
    latin = latin_digits(line).replace("٫", ".")
    point = _POINT.search(latin)
    name = line[: point.start()] if point else line
    hour = _HOUR.match(latin)
    at = _time(hour) if hour else None
    if hour and at is not None:
        name = name[hour.end() :]
    return Stop(name.strip(), at, (float(point[1]), float(point[2])) if point else None)


def _time(read: re.Match[str]) -> time | None:
    hour, minute = int(read[1]), int(read[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - clocks


def _on_map(points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Yield places on a sheet, north above, as wide as the ground is at that latitude."""
    narrower = cos(radians(points[0][0]))
    flat = [(longitude * narrower, -latitude) for latitude, longitude in points]
    west, north = (min(values) for values in zip(*flat, strict=True))
    east, south = (max(values) for values in zip(*flat, strict=True))
    room = (
        (_WIDTH - 2 * _MARGIN) / ((east - west) or 1),
        (_HEIGHT - 2 * _MARGIN) / ((south - north) or 1),
    )
    for x, y in flat:
        yield (
            round(_MARGIN + (x - west) * min(room)),
            round(_MARGIN + (y - north) * min(room)),
        )
