"""Persian pages are Persian throughout: direction, digits, letters; codes stay as they are."""

import io

import pytest
import zxingcpp
from PIL import Image

from tests.browser.site import Site
from tests.browser.visitor import Visitor

_LATIN_DIGITS = """() => {
  const foreign = "[dir=ltr], code, bdi[lang], time[datetime] [dir=ltr], script, style";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (/[0-9]/.test(node.data) && !node.parentElement.closest(foreign)) found.push(node.data);
  }
  const fields = [...document.querySelectorAll("input[inputmode=numeric]")];
  return [...found, ...fields.map((it) => it.value).filter((value) => /[0-9]/.test(value))];
}"""
_SPACED_OR_JUSTIFIED = """() => [...document.querySelectorAll("body, body *")]
  .filter((it) => {
    const style = getComputedStyle(it);
    return style.letterSpacing !== "normal" || style.textAlign === "justify";
  })
  .map((it) => it.outerHTML.slice(0, 80))"""
_MIRRORED = """() => [...document.querySelectorAll("svg")].filter((it) => {
  for (let at = it; at; at = at.parentElement) {
    if (getComputedStyle(at).transform !== "none") return true;
  }
  return false;
}).length"""

PAGES = (
    "/fa/",
    "/fa/events?past=1",
    "/fa/e/sample-denfert-rochereau",
    "/fa/e/sample-denfert-rochereau/rsvp",
    "/fa/e/paris-8-february-2025",
    "/fa/c/no-to-executions",
    "/fa/privacy",
)


@pytest.fixture
def lang() -> str:
    return "fa"


@pytest.mark.parametrize("path", PAGES)
def test_a_persian_page_is_persian(reader: Visitor, path: str) -> None:
    reader.open(path)

    page = reader.page
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("document.fonts.check('1em Vazirmatn', 'فارسی')")
    assert page.evaluate(_LATIN_DIGITS) == []
    assert page.evaluate(_SPACED_OR_JUSTIFIED) == []


def test_the_pass_of_a_persian_group_is_read_by_a_scanner(reader: Visitor, site: Site) -> None:
    reader.open(f"/fa/p/{site.secrets['confirmed']}")

    page = reader.page
    code = page.locator(".pass svg")
    picture = Image.open(io.BytesIO(code.screenshot()))
    assert page.evaluate(_MIRRORED) == 0
    assert page.evaluate(_LATIN_DIGITS) == []
    assert [found.text[:2] for found in zxingcpp.read_barcodes(picture)] == ["ht"]
    assert page.locator(".typed code").evaluate("it => getComputedStyle(it).direction") == "ltr"


def test_the_days_of_both_calendars_are_shown(reader: Visitor) -> None:
    reader.open("/fa/e/paris-8-february-2025")

    when = reader.page.locator(".facts time").inner_text()
    assert when == "شنبه ۲۰ بهمن ۱۴۰۳ (۸ فوریهٔ ۲۰۲۵)"
