"""Draw how a cost grows, as an SVG that reads in light and dark. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

_WIDTH, _HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 150, 36, 40
_COLOURS = ("#0B7A62", "#0A6FB8", "#C2410C", "#7C3AED", "#6B7280")

At = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over a logarithmic axis: for each line, pairs of how many and how much."""

    name: str
    title: str
    across: str
    up: str
    lines: Mapping[str, Sequence[tuple[float, float]]]


def drawn(plot: Plot) -> str:
    """Return the picture."""
    points = [point for line in plot.lines.values() for point in line]
    least, most = min(x for x, _ in points), max(x for x, _ in points)
    highest = max(y for _, y in points) * 1.1

    def at(x: float, y: float) -> tuple[float, float]:
        share = (log10(x) - log10(least)) / ((log10(most) - log10(least)) or 1)
        across = _LEFT + share * (_WIDTH - _LEFT - _RIGHT)
        return across, _HEIGHT - _BOTTOM - y / highest * (_HEIGHT - _TOP - _BOTTOM)

    parts = [*_frame(plot, highest, sorted({x for x, _ in points}), at)]
    for number, (name, line) in enumerate(plot.lines.items()):
        parts += _line(name, [at(*point) for point in line], _COLOURS[number % len(_COLOURS)])
    return "\n".join([_HEAD.format(title=escape(plot.title)), *parts, "</svg>", ""])


_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
    'font-family="system-ui, sans-serif" font-size="12" fill="#808890" role="img">\n'
    '<title>{title}</title>\n<text x="8" y="18" font-weight="bold">{title}</text>'
)


def _frame(plot: Plot, highest: float, ticks: Sequence[float], at: At) -> list[str]:
    parts = [_text(_LEFT, _HEIGHT - 8, plot.across, "start"), _text(8, 32, plot.up, "start")]
    for tick in ticks:
        x, y = at(tick, 0)
        parts.append(_text(x, y + 16, f"{tick:,.0f}"))
    for quarter in range(5):
        value = highest * quarter / 4
        x, y = at(ticks[0], value)
        parts.append(_text(x - 6, y + 4, f"{value:.3g}", "end"))
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#80889040"/>')
    return parts


def _line(name: str, points: Sequence[tuple[float, float]], colour: str) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    x, y = points[-1]
    label = f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>'
    line = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    return [line, *dots, label]


def _text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
