"""Film passes for the browser's camera: Motion JPEG, which Chromium plays in a loop."""

import io
from collections.abc import Sequence
from pathlib import Path

import qrcode
from PIL import Image

from app import tickets

PICTURES_A_SECOND = 30
_SIZE = (640, 480)
_WALL = 120
_BOX = 6
_PIXELS = 4


def arguments(path: Path) -> list[str]:
    """Return what makes Chromium take a film for what its camera sees."""
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
    ]


def shoot(path: Path, scenes: Sequence[tuple[str, float]]) -> None:
    """Write a film of codes, each for so many seconds; of an empty wall where the code is empty."""
    with path.open("wb") as film:
        for code, seconds in scenes:
            film.write(picture(code) * round(seconds * PICTURES_A_SECOND))


def shoot_link(path: Path, address: str) -> None:
    """Write a film of a link's code, as a desk or another phone shows it."""
    code = qrcode.QRCode(border=4, box_size=_BOX)
    code.add_data(address)
    drawn = io.BytesIO()
    code.make_image().save(drawn)
    path.write_bytes(_before_the_wall(Image.open(drawn)) * PICTURES_A_SECOND)


def shoot_codes(path: Path, codes: Sequence[bytes], seconds: float) -> None:
    """Write a film of codes that a screen shows in turn: pictures, a pixel for each square."""
    with path.open("wb") as film:
        for code in codes:
            drawn = Image.open(io.BytesIO(code))
            large = drawn.resize(
                (drawn.width * _PIXELS, drawn.height * _PIXELS), Image.Resampling.NEAREST
            )
            film.write(_before_the_wall(large) * round(seconds * PICTURES_A_SECOND))


def picture(code: str) -> bytes:
    """Return a pass before a wall, as JPEG."""
    if not code:
        return _before_the_wall(Image.new("L", (1, 1), _WALL))
    drawn = tickets.png(code, "https://rally.example/t#", _BOX)
    return _before_the_wall(Image.open(io.BytesIO(drawn)))


def _before_the_wall(drawn: Image.Image) -> bytes:
    wall = Image.new("L", _SIZE, _WALL)
    left, top = ((it - drawn.width) // 2 for it in _SIZE)
    wall.paste(drawn.convert("L"), (left, top))
    written = io.BytesIO()
    wall.convert("RGB").save(written, "JPEG", quality=60)
    return written.getvalue()
