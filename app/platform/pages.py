"""Render templates, inside a request or outside it, with the words every page needs."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, render_template, stream_template
from markupsafe import Markup, escape

from app.platform import i18n, links, moment, prose
from app.platform.settings import Settings

_PARAGRAPH = re.compile(r"\n{2,}")


def init(app: Flask, settings: Settings) -> None:
    """Give the templates their filters and the words that never change."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {
        "number": i18n.number,
        "typed_number": i18n.typed_number,
        "spoken_date": i18n.spoken_date,
        "spoken_day": i18n.spoken_day,
        "spoken_time": i18n.spoken_time,
        "zone_name": i18n.zone_name,
        "spoken_length": i18n.spoken_length,
        "language_name": i18n.language_name,
        "enumerated": i18n.enumerated,
        "isolated": i18n.isolated,
        "local": i18n.local,
        "paragraphs": paragraphs,
        "prose": prose.as_html,
        "plain": prose.as_plain,
        "breakable": breakable,
    }
    app.jinja_env.globals |= {
        "links": links,
        "asset": asset,
        "languages": i18n.LANGUAGES,
        "demo": settings.demo,
    }


def render(template: str, **context: object) -> str:
    """Render a page in the language in force."""
    return render_template(template, **{**_given(), **context})


def stream(template: str, **context: object) -> Iterator[str]:
    """Render a page bit by bit, so that it is read while the rest is made."""
    return stream_template(template, **{**_given(), **context})


def _given() -> dict[str, object]:
    language = i18n.current_language()
    return {
        "lang": language,
        "direction": i18n.direction(language),
        "alternates": {},
        "now": moment.now(),
    }


def paragraphs(text: str) -> Markup:
    """Turn plain text into paragraphs; everything in it is escaped."""
    blocks = (block.strip() for block in _PARAGRAPH.split(text))
    return Markup("\n").join(
        Markup('<p dir="auto">{}</p>').format(Markup("<br>").join(map(escape, block.splitlines())))
        for block in blocks
        if block
    )


def breakable(url: str) -> Markup:
    """Let a long address break after its slashes; copying it is not affected."""
    return Markup("/<wbr>").join(map(escape, url.split("/")))


def asset(path: str) -> str:
    """Return the address of a static file, with a fingerprint so that it may be kept for ever."""
    folder = Path(str(current_app.static_folder))
    return f"/static/{path}?v={_fingerprint(folder / path, _changed(folder / path))}"


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=256)
def _fingerprint(path: Path, changed: int) -> str:
    del changed
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
