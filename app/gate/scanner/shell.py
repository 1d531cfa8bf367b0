"""Know the files of the scanner, and name them so that phones may keep them for ever.

Scripts import each other by relative addresses, so all files stand under one version made of
everything in them. A file may also be asked for under its own fingerprint: the decoder is by far
the largest and stays the same in most versions, so phones fetch it only once.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import current_app

from app.gate.scanner.words import words
from app.platform import i18n, links

DECODER = "vendor/zxing/zxing_reader.wasm"
FOREIGN = (
    "img/icon.svg",
    "vendor/noble/ed25519.js",
    "vendor/qr/decode.js",
    "vendor/qr/index.js",
    "vendor/vazirmatn/vazirmatn.woff2",
    "vendor/zxing/reader/index.js",
    "vendor/zxing/share.js",
    DECODER,
)
_LENGTH = 12
_TEMPLATES = "gate/*.html"


@dataclass(frozen=True, slots=True)
class Shell:
    """The scanner's files by their paths, with their fingerprints, and one version of all."""

    version: str
    files: Mapping[str, str]
    spoken: Mapping[str, str]

    def address(self, path: str) -> str:
        """Return where a file is: under the version, the decoder under its own fingerprint."""
        return links.gate_file(self.files[path] if path == DECODER else self.version, path)

    def addresses(self) -> list[str]:
        """Return where everything is that a phone keeps for days without a network."""
        spoken = [links.gate_file(self.version, f"words/{code}.json") for code in self.spoken]
        return [*map(self.address, self.files), *spoken]

    def holds(self, version: str, path: str) -> bool:
        """Tell whether a file is there under a version or a fingerprint."""
        return path in self.files and version in {self.version, self.files[path]}


def shell() -> Shell:
    """Return the scanner as it is now."""
    static = Path(str(current_app.static_folder))
    own = sorted(path.relative_to(static).as_posix() for path in static.glob("js/gate/*.js"))
    paths = [*own, "css/gate.css", *FOREIGN]
    files = {path: _fingerprint(static / path, _changed(static / path)) for path in paths}
    spoken = {language.code: _spoken(language.code) for language in i18n.LANGUAGES}
    pages = Path(str(current_app.template_folder)).glob(_TEMPLATES)
    prints = [_fingerprint(page, _changed(page)) for page in sorted(pages)]
    return Shell(_hash(json.dumps([files, spoken, prints]).encode()), files, spoken)


@lru_cache(maxsize=len(i18n.LANGUAGES))
def _spoken(code: str) -> str:
    """Return all words in a language; the catalogues stay the same as long as the process runs."""
    with i18n.speaking(code):
        return json.dumps(words(), ensure_ascii=False)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=256)
def _fingerprint(path: Path, changed: int) -> str:
    del changed
    return _hash(path.read_bytes())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_LENGTH]
