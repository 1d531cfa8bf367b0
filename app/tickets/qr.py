"""Draw QR codes (ISO/IEC 18004) with the library qrcode, fast and small.

Its automatic search for a mask takes four fifths of its time; a ticket's content looks random
already, so one mask is as good as another. The prefix with its `#` is a byte segment, the code an
alphanumeric one: as one text the code would need two versions more. The picture is one dashed line
through all rows instead of a rectangle a module.
"""

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import QRData

_MASK = 2
MODE_ALPHA_NUM: Literal[2] = 2
MODE_8BIT_BYTE: Literal[4] = 4
_QUIET = 4
_BOX = 10
_RUNS = re.compile(rb"\x01+|\x00+")

Modules = Sequence[Sequence[bool | None]]


def svg(code: str, prefix: str = "") -> str:
    """Return a ticket as a vector picture; with a prefix, ordinary cameras open that address."""
    return _picture(_ticket(code, prefix))


def png(code: str, prefix: str = "", box: int = _BOX) -> bytes:
    """Return a ticket as a bitmap of black and white, `box` pixels a module."""
    from PIL import Image  # noqa: PLC0415 - 6 MB that pages never need

    modules = _ticket(code, prefix)
    side = len(modules) + 2 * _QUIET
    image = Image.new("1", (side, side), 1)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + _QUIET, y + _QUIET), 0)
    written = io.BytesIO()
    image.resize((side * box, side * box), Image.Resampling.NEAREST).save(written, "PNG")
    return written.getvalue()


def svg_link(url: str) -> str:
    """Return an address as a vector picture, for posters."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(_segment(url, MODE_8BIT_BYTE), optimize=0)
    code.make(fit=True)
    return _picture(code.get_matrix())


def _ticket(code: str, prefix: str) -> Modules:
    drawn = qrcode.QRCode(
        version=_version(len(prefix), len(code)),
        error_correction=ERROR_CORRECT_M,
        border=0,
        mask_pattern=_MASK,
    )
    _fill(drawn, code, prefix)
    drawn.make(fit=False)
    modules: Modules = drawn.modules
    return modules


@lru_cache(maxsize=64)
def _version(prefix_length: int, code_length: int) -> int:
    """Return the smallest version that holds a ticket whose prefix is so long."""
    tried = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    _fill(tried, "0" * code_length, "x" * prefix_length)
    best: int = tried.best_fit(start=1)
    return best


def _fill(drawn: "qrcode.QRCode[Any]", code: str, prefix: str) -> None:
    if prefix:
        drawn.add_data(_segment(prefix, MODE_8BIT_BYTE), optimize=0)
    drawn.add_data(_segment(code, MODE_ALPHA_NUM), optimize=0)


def _segment(text: str, mode: Literal[2, 4]) -> QRData:
    return QRData(text.encode(), mode=mode)


def _picture(modules: Modules) -> str:
    side = len(modules) + 2 * _QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges" fill="#fff"><path d="M0 0h{side}v{side}H0"/>'
        f'<path stroke="#000" d="{_way(len(modules))}" '
        f'stroke-dasharray="{_dashes(modules)}"/></svg>'
    )


@lru_cache(maxsize=64)
def _way(width: int) -> str:
    """Return a line through the middle of all rows: one to the right, the next one back."""
    start, end = _QUIET, _QUIET + width
    there_and_back = f"H{end}v1H{start}v1" * (width // 2)
    return f"M{start} {start + 0.5}{there_and_back}H{end}"


def _dashes(modules: Modules) -> str:
    """Return the dark and light lengths along that line; the step to the next row is light."""
    along = b"\0".join(
        [
            bytes(row if y % 2 == 0 else row[::-1])  # type: ignore[arg-type] # all are set
            for y, row in enumerate(modules)
        ]
    )
    return " ".join(map(_lengths.__getitem__, _RUNS.findall(along)))


class _Lengths(dict[bytes, str]):
    """The length of each run of modules, written once: passes have the same few dozen."""

    def __missing__(self, run: bytes) -> str:
        self[run] = str(len(run))
        return self[run]


_lengths = _Lengths()
