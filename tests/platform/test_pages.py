"""Templates have the words that every page needs, inside a request and outside it."""

import os
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from app.platform import i18n, pages

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("One.", '<p dir="auto">One.</p>'),
        ("One.\nTwo.", '<p dir="auto">One.<br>Two.</p>'),
        ("One.\n\n\n Two. \n\n", '<p dir="auto">One.</p>\n<p dir="auto">Two.</p>'),
        ("<b>&", '<p dir="auto">&lt;b&gt;&amp;</p>'),
    ],
)
def test_plain_text_becomes_paragraphs_and_nothing_else(
    context: Flask, text: str, shown: str
) -> None:
    assert str(pages.paragraphs(text)) == shown


def test_a_template_speaks_the_language_in_force_without_a_request(context: Flask) -> None:
    with i18n.speaking("fa"):
        page = render_template_string(
            "{{ 5370|number }} {{ _('Your pass') }} {{ languages|count }}"
        )

    assert page == "۵٬۳۷۰ کارت ورود شما 3"


def test_a_page_knows_its_language_and_direction(context: Flask) -> None:
    with context.test_request_context("/fa/"), i18n.speaking("fa"):
        page = pages.render(
            "public/errors/error.html", code=404, title="t", message="m", way_on="/"
        )

    assert '<html lang="fa" dir="rtl"' in page


def test_a_files_address_changes_with_what_is_in_it(context: Flask, tmp_path: Path) -> None:
    file = tmp_path / "site.css"
    file.write_text("a{}")
    was, context.static_folder = context.static_folder, str(tmp_path)
    try:
        first, again = pages.asset("site.css"), pages.asset("site.css")
        file.write_text("b{}")
        os.utime(file, ns=(1, 1))
        changed = pages.asset("site.css")
    finally:
        context.static_folder = was

    assert first == again
    assert first.startswith("/static/site.css?v=")
    assert len(first) == len("/static/site.css?v=") + 12
    assert changed != first
