"""What people print fits on one sheet, and its code is read from paper."""

import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from app.platform.i18n import CODES
from tests.browser.site import Site
from tests.browser.visitor import Visitor

A4 = {"width": 794, "height": 1123}
DPI = 150
MM = 96 / 25.4
_QUIET = 4


@pytest.fixture
def paper(visit: Callable[..., Visitor]) -> Visitor:
    visitor = visit(viewport=A4, device_scale_factor=DPI / 96)
    visitor.page.emulate_media(media="print")
    return visitor


@pytest.mark.parametrize("lang", CODES)
@pytest.mark.parametrize("slug", ["sample-denfert-rochereau", "several-days", "long-words"])
def test_a_poster_is_one_sheet_with_a_code_that_is_read(
    paper: Visitor, lang: str, slug: str
) -> None:
    paper.open(f"/{lang}/e/{slug}/poster")

    assert sheets(paper.page) == 1
    assert read(paper.page) == [f"{paper.page.url.split(f'/{lang}/')[0]}/e/{slug}"]
    assert code_width(paper.page) >= 80 * MM


@pytest.mark.parametrize("lang", CODES)
@pytest.mark.parametrize("slug", ["sample-denfert-rochereau", "several-days", "long-words"])
def test_flyers_are_four_to_a_sheet_and_each_code_is_read(
    paper: Visitor, lang: str, slug: str
) -> None:
    paper.open(f"/{lang}/e/{slug}/flyers")

    assert sheets(paper.page) == 1
    assert read(paper.page) == [f"{paper.page.url.split(f'/{lang}/')[0]}/e/{slug}"] * 4
    assert cut_off(paper.page) == []


@pytest.mark.parametrize("lang", CODES)
@pytest.mark.parametrize("state", ["confirmed", "long-words"])
def test_a_pass_is_one_sheet_with_a_code_that_is_read(
    paper: Visitor, site: Site, lang: str, state: str
) -> None:
    paper.open(f"/{lang}/p/{site.secrets[state]}")

    assert sheets(paper.page) == 1
    assert [text.split("#")[0] for text in read(paper.page)] == [f"{site.url}/t"]


def sheets(page: Page) -> int:
    """Return on how many sheets a page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def read(page: Page) -> list[str]:
    """Return what a scanner reads from the printed page."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def cut_off(page: Page) -> list[str]:
    """Return what does not fit on its flyer of 105 by 148 mm."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll(".flyer")]
      .filter((it) => it.scrollHeight > it.clientHeight || it.scrollWidth > it.clientWidth)
      .map((it) => it.innerText)""")
    return found


def code_width(page: Page) -> float:
    """Return how wide the black part of the code is, without its quiet zone."""
    drawn = page.locator(".code svg")
    box = drawn.bounding_box()
    assert box is not None
    side = int((drawn.get_attribute("viewBox") or "").split()[2])
    return box["width"] * (side - 2 * _QUIET) / side
