"""Every word that the scanner says is there in every language, and none is kept for nothing."""

import re

from flask import Flask

from app.gate.scanner.words import words
from app.platform.i18n import CODES, speaking
from setup.install import ROOT

_IN_TEMPLATES = (
    r"""data-(?:say|label)="([\w-]+)\"""",
    r"""(?:say|heading|button)\((?:"\w+", )?"([\w-]+)\"""",
    r"""words\["([\w-]+)"\]""",
)
_IN_SCRIPTS = (r"""say(?:Count)?\(\s*"([\w-]+)\"""", r"""= words\.(\w+);""")
# Scripts put these keys together: a verdict, a reason, an end.
_FAMILIES = (
    "camera-",
    "giving-",
    "gone-",
    "hand-in-",
    "ready-",
    "refused-",
    "resolved-",
    "trouble-",
    "unsure-",
    "word-",
)


def _said() -> set[str]:
    pages = (ROOT / "templates" / "gate").glob("*.html")
    scripts = (ROOT / "static" / "js" / "gate").glob("*.js")
    found: set[str] = set()
    for paths, patterns in ((pages, _IN_TEMPLATES), (scripts, _IN_SCRIPTS)):
        for path in paths:
            for pattern in patterns:
                found |= set(re.findall(pattern, path.read_text(encoding="utf-8")))
    return found


def test_every_key_that_is_said_has_words(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        assert _said() - set(words()) == set()


def test_no_word_is_kept_that_nobody_says(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        unsaid = set(words()) - _said()

    assert {key for key in unsaid if not key.startswith(_FAMILIES)} == set()


def test_a_sentence_about_a_number_has_a_place_for_it_in_every_language(
    sqlite_app: Flask,
) -> None:
    with sqlite_app.app_context():
        for code in CODES:
            with speaking(code):
                many = [said[1] for said in words().values() if isinstance(said, tuple)]
            assert many
            assert all("%(num)s" in said for said in many), code
