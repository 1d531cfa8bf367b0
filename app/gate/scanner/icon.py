"""Draw the icon of the installed scanner: our cypress, as static/img/icon.svg has it."""

import io
from functools import lru_cache
from typing import Final

SIZES: Final = (192, 512)

_GREEN, _PAPER = "#0B5D4B", "#FBFAF6"
_SIDE = 32
_FINE = 4
_STEPS = 24
Point = tuple[float, float]

# The right half of the tree, as cubic curves of the SVG; the left one is its mirror.
_TOP: Final = (16.0, 4.0)
_CURVES: Final[tuple[tuple[Point, Point, Point], ...]] = (
    ((20.5, 10.0), (23.0, 14.5), (23.0, 18.5)),
    ((23.0, 22.05), (20.37, 24.99), (17.0, 25.43)),
)
_FOOT: Final = (17.0, 28.0)


@lru_cache(maxsize=len(SIZES))
def png(size: int) -> bytes:
    """Return the icon, so many pixels wide; systems may cut its corners as they like."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - 6 MB for two pictures

    fine = size * _FINE
    image = Image.new("RGB", (fine, fine), _GREEN)
    half = _half()
    mirrored = [(_SIDE - x, y) for x, y in reversed(half)]
    scale = fine / _SIDE
    tree = [(x * scale, y * scale) for x, y in [*half, *mirrored]]
    ImageDraw.Draw(image).polygon(tree, fill=_PAPER)
    written = io.BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _half() -> list[Point]:
    points = [_TOP]
    for curve in _CURVES:
        points += _along(points[-1], *curve)
    return [*points, _FOOT]


def _along(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Return points on a cubic Bézier curve, without its start."""
    return [_at(step / _STEPS, start, first, second, end) for step in range(1, _STEPS + 1)]


def _at(share: float, *points: Point) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    pairs = list(zip(weights, points, strict=True))
    return sum(w * x for w, (x, _) in pairs), sum(w * y for w, (_, y) in pairs)
