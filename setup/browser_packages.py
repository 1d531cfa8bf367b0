"""Fetch what browsers need of other projects into static/vendor/, without Node.

Each package comes from the npm registry at the version of package-lock.json and must have the
SHA-512 that stands there (Subresource Integrity). Only the files named here are unpacked. The
Persian font is cut down to what our pages use: 15 times smaller than the whole one.
"""

import base64
import hashlib
import io
import json
import sys
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "static" / "vendor"
FONT = "fonts/variable/Vazirmatn[wght].ttf"
# Persian letters, digits and marks, and the punctuation that stands among them; the rest of Arabic
# is drawn by the next font of the list.
LETTERS = (
    "0020,0021,0028,0029,002E,003A,00A0,00AB,00BB,060C,061B,061F,0621-0624,0626-063A,0641-0648,"
    "064B-0652,0654,066B,066C,067E,0686,0698,06A9,06AF,06C0,06CC,06F0-06F9,200C-200F,2026"
)

WANTED = {
    "qr": {"decode.js": "qr/decode.js", "index.js": "qr/index.js", "LICENSE": "qr/LICENSE"},
    "zxing-wasm": {
        "dist/es/reader/index.js": "zxing/reader/index.js",
        "dist/es/share.js": "zxing/share.js",
        "dist/reader/zxing_reader.wasm": "zxing/zxing_reader.wasm",
        "LICENSE": "zxing/LICENSE",
    },
    "vazirmatn": {FONT: "", "OFL.txt": "vazirmatn/OFL.txt"},
}
WANTED_BY_TESTS = {"axe-core": {"axe.min.js": "../../.stamps/axe.min.js"}}


def main(wanted: str) -> None:
    """Fetch the packages and write their files."""
    packages = {**WANTED, **(WANTED_BY_TESTS if wanted == "dev" else {})}
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, files in packages.items():
        unpacked = unpack(fetch(name, locked[f"node_modules/{name}"]))
        for source, target in files.items():
            write(target, unpacked[source]) if target else write_font(unpacked[source])


def fetch(name: str, locked: dict[str, str]) -> bytes:
    """Return a package's archive, once it has the hash of the lock file."""
    try:
        with urllib.request.urlopen(locked["resolved"], timeout=120) as answer:
            archive: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        sys.exit(f"{name} could not be fetched from the npm registry: {error}. Try again online.")
    algorithm, _, expected = locked["integrity"].partition("-")
    if hashlib.new(algorithm, archive).digest() != base64.b64decode(expected):
        sys.exit(f"{name} does not have the hash of package-lock.json. It was not installed.")
    return archive


def unpack(archive: bytes) -> dict[str, bytes]:
    """Return the files of a package by their path inside it."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        return {
            member.name.partition("/")[2]: found.read()
            for member in opened
            if member.isfile() and (found := opened.extractfile(member)) is not None
        }


def write(target: str, content: bytes) -> None:
    """Write a file whole, so that a stop half-way leaves no broken one."""
    path = VENDOR / target
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(content)
    draft.replace(path)


def write_font(whole: bytes) -> None:
    """Write the part of the Persian font that we use, in the two weights and all between."""
    font = TTFont(io.BytesIO(whole))
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, name_IDs=[])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS))
    cutter.subset(font)
    font = reopened(font)
    instancer.instantiateVariableFont(font, {"wght": (400, 700)}, inplace=True)
    written = io.BytesIO()
    subset.save_font(font, written, options)
    write("vazirmatn/vazirmatn.woff2", written.getvalue())


def reopened(font: TTFont) -> TTFont:
    """Return the font as it is read back: the cut leaves tables that still name old glyphs."""
    written = io.BytesIO()
    font.save(written)
    return TTFont(io.BytesIO(written.getvalue()))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
