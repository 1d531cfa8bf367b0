"""Every page, in every language, light and dark, on a phone and on a desk, is for everybody."""

from collections.abc import Callable
from itertools import product
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from app.platform.i18n import CODES
from tests.browser import looking
from tests.browser.every_page import DESK, PUBLIC, SIGNED_OUT, Shown
from tests.browser.site import Site
from tests.browser.visitor import Visitor

WIDTHS = (320, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
VIEWS = list(product(WIDTHS, THEMES))

Look = Callable[[Page], list[str]]

in_every_language = pytest.mark.parametrize("lang", CODES)


def named(pages: tuple[Shown, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("shown", pages, ids=lambda shown: shown.name)


def test_no_page_is_left_out(site: Site) -> None:
    router = site.app.url_map.bind("127.0.0.1")

    def endpoint(shown: Shown) -> str:
        return str(router.match(urlsplit(shown.path(site, "en")).path)[0])

    looked_at = {
        endpoint(shown) for shown in PUBLIC + SIGNED_OUT + DESK if "no such" not in shown.name
    }
    pages = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if rule.rule.startswith(("/<lang:lang>", "/desk")) and "GET" in (rule.methods or ())
    }
    # A part of a page, for its script, and files.
    assert pages - looked_at == {"desk.gates.numbers", "desk.exchange.export"}


@in_every_language
@named(PUBLIC)
def test_a_public_page_is_for_everybody(
    reader: Visitor, site: Site, shown: Shown, lang: str
) -> None:
    go(reader, site, shown, lang)

    assert reader.page.locator("html").get_attribute("lang") == lang
    assert problems(reader) == []
    assert reader.context.cookies() == []


@in_every_language
@named(SIGNED_OUT)
def test_a_page_to_sign_in_is_for_everybody(
    visit: Callable[..., Visitor], site: Site, shown: Shown, lang: str
) -> None:
    visitor = visit()

    go(visitor, site, shown, lang)

    assert visitor.page.locator("html").get_attribute("lang") == lang
    assert problems(visitor) == []


@in_every_language
@named(DESK)
def test_a_page_of_the_desk_is_for_everybody(
    organiser: Visitor, site: Site, shown: Shown, lang: str
) -> None:
    go(organiser, site, shown, lang)

    assert organiser.page.locator("html").get_attribute("lang") == lang
    assert problems(organiser) == []


@pytest.mark.soak
@in_every_language
@named(PUBLIC)
def test_axe_finds_nothing_in_any_view(
    reader: Visitor, site: Site, shown: Shown, lang: str
) -> None:
    go(reader, site, shown, lang)

    assert problems(reader, again=looking.axe) == []


@pytest.mark.soak
@in_every_language
@named(DESK)
def test_axe_finds_nothing_in_any_view_of_the_desk(
    organiser: Visitor, site: Site, shown: Shown, lang: str
) -> None:
    go(organiser, site, shown, lang)

    assert problems(organiser, again=looking.axe) == []


def go(visitor: Visitor, site: Site, shown: Shown, lang: str) -> None:
    visitor.open(shown.path(site, lang))
    if shown.sent is not None:
        visitor.send(**shown.sent)


def problems(visitor: Visitor, again: Look = looking.axe_again) -> list[str]:
    """Return all that is wrong with a page in all views; axe looks whole once, then `again`."""
    page = visitor.page
    looking.teach_axe(page)
    axe: Look = looking.axe
    found = []
    for width, theme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        seen = [*axe(page), *looking.too_wide(page), *looking.too_small(page)]
        found += [f"{width} px, {theme}: {what}" for what in seen]
        axe = again
    return found
