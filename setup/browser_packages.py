"""Fetch what browsers need of other projects into static/vendor/, without Node.

Each package comes from the npm registry at the version of package-lock.json and must have the
SHA-512 that stands there (Subresource Integrity). Only the files named here are unpacked.
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

import brotli

from setup import bare_script, persian_font

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "static" / "vendor"
FONT = "fonts/variable/Vazirmatn[wght].ttf"

WANTED = {
    "@noble/ed25519": {"index.js": "noble/ed25519.js", "LICENSE": "noble/LICENSE"},
    "qr": {"decode.js": "qr/decode.js", "index.js": "qr/index.js", "LICENSE": "qr/LICENSE"},
    "zxing-wasm": {
        "dist/es/reader/index.js": "zxing/reader/index.js",
        "dist/es/share.js": "zxing/share.js",
        "dist/reader/zxing_reader.wasm": "zxing/zxing_reader.wasm",
        "LICENSE": "zxing/LICENSE",
    },
    "vazirmatn": {FONT: "vazirmatn/vazirmatn.woff2", "OFL.txt": "vazirmatn/OFL.txt"},
}
WANTED_BY_TESTS = {
    "axe-core": {"axe.min.js": "../../.stamps/axe.min.js"},
    "ical.js": {"dist/ical.min.js": "../../.stamps/ical.min.js"},
}


def main(wanted: str) -> None:
    """Fetch the packages and write their files."""
    packages = {**WANTED, **(WANTED_BY_TESTS if wanted == "dev" else {})}
    for name, files in packages.items():
        unpacked = package(name)
        for source, target in files.items():
            write(VENDOR / target, fitted(source, unpacked[source]))
            if source.endswith(".wasm"):
                # 3 seconds, once, to save phones an eighth of the largest file they fetch.
                write(VENDOR / f"{target}.br", brotli.compress(unpacked[source]))


def fitted(source: str, content: bytes) -> bytes:
    """Return a file as browsers need it: the font cut, scripts without their comments."""
    if source == FONT:
        return persian_font.cut(content)
    return bare_script.bare(content) if source.endswith(".js") else content


def package(name: str) -> dict[str, bytes]:
    """Return the files of a package by their path inside it."""
    return {path.partition("/")[2]: content for path, content in files_in(fetch(name)).items()}


def fetch(name: str) -> bytes:
    """Return a package's archive, once it has the hash of the lock file."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    locked = packages[f"node_modules/{name}"]
    try:
        with urllib.request.urlopen(locked["resolved"], timeout=120) as answer:
            archive: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        sys.exit(f"{name} could not be fetched from the npm registry: {error}. Try again online.")
    algorithm, _, expected = locked["integrity"].partition("-")
    if hashlib.new(algorithm, archive).digest() != base64.b64decode(expected):
        sys.exit(f"{name} does not have the hash of package-lock.json. It was not installed.")
    return archive


def files_in(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive by their path."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        return {
            member.name: found.read()
            for member in opened
            if member.isfile() and (found := opened.extractfile(member)) is not None
        }


def write(path: Path, content: bytes) -> None:
    """Write a file whole, so that a stop half-way leaves no broken one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(content)
    draft.replace(path)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
