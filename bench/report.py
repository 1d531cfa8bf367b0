"""Write what was measured into docs/performance.md: tables and plots between a part's marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bench.plot import Plot, drawn
from bench.serving import ROOT

PAGE = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "img"


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the bench found."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    remark: str = ""
    plots: Sequence[Plot] = field(default=())


def write(part: Part, command: str, day: date) -> None:
    """Replace what stands between the marks of a part."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {part.name} -->", f"<!-- /{part.name} -->"
    if begin not in page or end not in page:
        raise ValueError(f"{PAGE.name} has no place for {part.name}")
    lines = [begin, f"`{command}`, {day.isoformat()}", "", *_table(part)]
    for plot in part.plots:
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / f"{plot.name}.svg").write_text(drawn(plot), encoding="utf-8")
        lines += ["", f"![{plot.title}](img/{plot.name}.svg)"]
    lines += ["", part.remark] if part.remark else []
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    written = "\n".join([*lines, end])
    PAGE.write_text(pattern.sub(lambda _: written, page), encoding="utf-8")


def shown(part: Part) -> str:
    """Return a part for the terminal."""
    return "\n".join([f"== {part.name} ==", *_table(part), part.remark, ""])


def _table(part: Part) -> list[str]:
    rows = [part.head, ["---"] + ["---:"] * (len(part.head) - 1), *part.rows]
    return [f"| {' | '.join(row)} |" for row in rows]
