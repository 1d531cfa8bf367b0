"""Walk through the site from its first pages, and write what is the same for everybody."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from flask import Flask

from app.platform import i18n, links
from app.platform.page_layer import Answer, shared

from .addresses import file_of, leading_on, led_to, led_to_files, short

SUMS = "SHA256SUMS"
_READ = ("text/html", "text/css", "application/xml")
_EVERY = 100


@dataclass(slots=True)
class Mirror:
    """What was written: the files, how large they are, and until when all of it stays true."""

    folder: Path
    files: dict[str, int] = field(default_factory=dict)
    renew_by: datetime | None = None

    def write(self, file: str, body: bytes) -> None:
        """Write a file, or write it anew."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.files[file] = len(body)

    def note(self, until: datetime | None) -> None:
        """Note until when a page is true."""
        known = [moment for moment in (self.renew_by, until) if moment is not None]
        self.renew_by = min(known, default=None)


def write_site(app: Flask, folder: Path, base_url: str, say: Callable[[str], None]) -> Mirror:
    """Write the published site into a folder; `say` is told how far it is."""
    mirror = Mirror(folder)
    pages: dict[str, str] = {}
    for address, file, answer in _walk(partial(shared, partial(Flask.wsgi_app, app)), base_url):
        mirror.write(file, answer.body)
        mirror.note(answer.until)
        if answer.header("content-type").startswith("text/html"):
            pages[address] = file
        if len(mirror.files) % _EVERY == 0:
            say(f"{len(mirror.files)} files")
    _lead_to_files(mirror, pages.values(), base_url)
    _lead_from_short_addresses(mirror, pages)
    _write_sums(mirror)
    return mirror


def _walk(ask: Callable[[str], Answer | None], base_url: str) -> Iterator[tuple[str, str, Answer]]:
    """Yield each address that is the same for everybody, its file and the answer."""
    waiting = [*map(links.home, i18n.CODES), links.sitemap()]
    met = set(waiting)
    while waiting:
        address = waiting.pop()
        file = file_of(address)
        answer = ask(address) if file else None
        if file is None or answer is None:
            continue
        yield address, file, answer
        found: set[str] = set()
        if answer.header("content-type").startswith(_READ):
            found = led_to(address, answer.body.decode(), base_url)
        elif answer.header("content-type").startswith("text/calendar"):
            # Who has subscribed asks for a language that servers of files do not see.
            found = {address.partition("?")[0]}
        waiting += sorted(found - met)
        met |= found


def _lead_to_files(mirror: Mirror, pages: Iterable[str], base_url: str) -> None:
    files = set(mirror.files)
    for file in pages:
        body = (mirror.folder / file).read_text(encoding="utf-8")
        mirror.write(file, led_to_files(body, files, base_url).encode())


def _lead_from_short_addresses(mirror: Mirror, pages: dict[str, str]) -> None:
    """Let addresses without a language, as posters carry them, lead to the first one there is."""
    for code in i18n.CODES:
        for address in pages:
            path = short(address) if address.startswith(f"/{code}/") else None
            file = file_of(path) if path else None
            if file and file not in mirror.files:
                mirror.write(file, leading_on(address).encode())


def _write_sums(mirror: Mirror) -> None:
    """Write the checksums of all files, as `sha256sum --check` reads them."""
    lines = [
        f"{hashlib.sha256((mirror.folder / file).read_bytes()).hexdigest()}  {file}\n"
        for file in sorted(mirror.files)
    ]
    (mirror.folder / SUMS).write_text("".join(lines), encoding="utf-8")
