"""Draw what a camera sees of a pass: turned, tilted, small, in glare, in shadow, badly packed.

The nine conditions and their figures are those under which decoders were compared before one was
chosen: 800 × 600 grey pixels, a textured background, a little noise everywhere. Glare falls between
the three eyes of a code: where it blinds one, no decoder finds the code, and people turn the pass.
Everything follows from a seed.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from app import tickets

WIDTH, HEIGHT = 800, 600
_BOX = 8
_FOCUS = 900.0
_NOISE = 4.0
_PREFIX = "https://rally.example/t#"

Numbers = NDArray[np.float64]
Light = Callable[[Numbers, np.random.Generator], Numbers]


@dataclass(frozen=True, slots=True)
class Look:
    """How a pass is held: pixels a module, turned and tilted by degrees, and what spoils it."""

    pixels: float
    turn: float = 0.0
    tilt: float = 0.0
    axis: float = 0.0
    inverted: bool = False
    glare: bool = False
    shadow: bool = False
    quality: int | None = None


def _straight(random: np.random.Generator) -> Look:
    return Look(5.0, turn=random.uniform(-5, 5))


def _turned(random: np.random.Generator) -> Look:
    return Look(4.0, turn=random.uniform(0, 360))


def _tilted(random: np.random.Generator) -> Look:
    return replace(_straight(random), tilt=random.uniform(40, 55), axis=random.uniform(0, 360))


CONDITIONS: Mapping[str, Callable[[np.random.Generator], Look]] = {
    "sharp, 5 px a module": _straight,
    "turned by any angle": _turned,
    "tilted by 40 to 55°": _tilted,
    "small, 2.0 px a module": lambda random: replace(_straight(random), pixels=2.0),
    "small, 1.5 px a module": lambda random: replace(_straight(random), pixels=1.5),
    "glare on a twentieth": lambda random: replace(_straight(random), glare=True),
    "half in shadow": lambda random: replace(_straight(random), shadow=True),
    "inverted, as dark modes do": lambda random: replace(_straight(random), inverted=True),
    "JPEG of quality 15, turned": lambda random: replace(_turned(random), quality=15),
}


def frame(code: str, condition: str, random: np.random.Generator) -> bytes:
    """Return a picture of a pass, as PNG; the link and the bare code take turns."""
    look = CONDITIONS[condition](random)
    prefix = _PREFIX if random.integers(2) else ""
    drawn = _drawn(code, prefix, look)
    corners = _corners(drawn.width / _BOX * look.pixels, look, random)
    seen, mask = _held(drawn, corners, look)
    scene = _background(random) * (1 - mask) + seen * mask
    if look.shadow:
        scene *= _shadow(corners, random)
    if look.glare:
        scene += _glare(corners, mask, random)
    scene += random.normal(0, _NOISE, scene.shape)
    picture = Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8))
    return _packed(picture, look.quality)


def _drawn(code: str, prefix: str, look: Look) -> Image.Image:
    """Return the pass as it is printed or shown: never quite black on quite white."""
    drawn = Image.open(io.BytesIO(tickets.png(code, prefix, _BOX))).convert("L")
    dark, light = (235, 25) if look.inverted else (25, 235)
    return drawn.point([dark + (light - dark) * it // 255 for it in range(256)])


def _held(drawn: Image.Image, corners: Numbers, look: Look) -> tuple[Numbers, Numbers]:
    """Return the pass as it lies in the picture, and where it lies."""
    told = _perspective(corners, drawn.width)
    size, how = (WIDTH, HEIGHT), Image.Transform.PERSPECTIVE
    # What is shrunk is averaged first, as a lens does, or it would shimmer.
    soft = drawn.filter(ImageFilter.GaussianBlur(0.35 * _BOX / look.pixels))
    seen = soft.transform(size, how, told, Image.Resampling.BICUBIC)
    whole = Image.new("L", drawn.size, 255)
    mask = whole.transform(size, how, told, Image.Resampling.BILINEAR)
    return np.asarray(seen, float), np.asarray(mask, float) / 255


def _corners(side: float, look: Look, random: np.random.Generator) -> Numbers:
    """Return where the corners of a pass lie that is turned in its plane and tilted out of it."""
    half = side / 2
    square = np.array([[-half, -half], [half, -half], [half, half], [-half, half]])
    turned = square @ _turn(look.turn).T @ _turn(look.axis).T
    tilt = np.radians(look.tilt)
    depth = _FOCUS + turned[:, 1] * np.sin(tilt)
    flat = np.column_stack([turned[:, 0], turned[:, 1] * np.cos(tilt)])
    room = max(0.0, (HEIGHT - 1.42 * side) / 2)
    middle = np.array([WIDTH / 2, HEIGHT / 2]) + random.uniform(-room, room, 2) * 0.8
    corners: Numbers = (flat * (_FOCUS / depth)[:, None]) @ _turn(-look.axis).T + middle
    return corners


def _turn(degrees: float) -> Numbers:
    angle = np.radians(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _perspective(corners: Numbers, width: int) -> tuple[float, ...]:
    """Return the eight figures that lead from a picture's pixels to those of the pass."""
    source = np.array([[0, 0], [width, 0], [width, width], [0, width]], float)
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(wanted)).tolist())


def _background(random: np.random.Generator) -> Numbers:
    """Return cloth, pavement, faces out of focus: blots of two sizes."""
    blots = np.zeros((HEIGHT, WIDTH))
    for across, contrast in ((8, 45), (60, 20)):
        rough = random.normal(0, contrast, (across * 3 // 4, across)).astype(np.float32)
        smooth = Image.fromarray(rough).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        blots += np.asarray(smooth, float)
    return np.clip(blots + random.uniform(80, 150), 10, 245)


def _shadow(corners: Numbers, random: np.random.Generator) -> Numbers:
    """Return the light of a shadow across the pass: all on one side, a quarter on the other."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    angle, edge = random.uniform(0, 2 * np.pi), random.uniform(15, 60)
    middle_x, middle_y = corners.mean(axis=0)
    across = (x - middle_x) * np.cos(angle) + (y - middle_y) * np.sin(angle)
    light: Numbers = 0.25 + 0.75 / (1 + np.exp(-across / edge))
    return light


def _glare(corners: Numbers, mask: Numbers, random: np.random.Generator) -> Numbers:
    """Return a lamp's reflection that blinds a twentieth of the pass, between its eyes."""
    along, down = random.uniform(0.4, 0.8, 2)
    top_left, top_right, _, bottom_left = corners
    spot_x, spot_y = top_left + along * (top_right - top_left) + down * (bottom_left - top_left)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    spread = 0.05 * mask.sum() / np.pi
    light: Numbers = 400 * np.exp(-((x - spot_x) ** 2 + (y - spot_y) ** 2) / spread)
    return light


def _packed(picture: Image.Image, quality: int | None) -> bytes:
    if quality is not None:
        lossy = io.BytesIO()
        picture.save(lossy, "JPEG", quality=quality)
        picture = Image.open(lossy)
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return written.getvalue()
