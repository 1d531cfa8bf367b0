"""What an event page costs an old phone on a bad network."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from tests.browser.visitor import Visitor

HTML_AND_CSS = 14_000
EVERYTHING = 50_000
PERSIAN_FONT = 17_500

_FONT = "/static/vendor/vazirmatn/vazirmatn.woff2"
_EVENT = "e/sample-denfert-rochereau"


@pytest.mark.parametrize("lang", ["fr", "en", "fa"])
def test_an_event_page_is_light(visit: Callable[..., Visitor], lang: str) -> None:
    loaded = weigh(visit(locale=lang), f"/{lang}/{_EVENT}")

    font = loaded.pop(_FONT, 0)
    styles = sum(size for path, size in loaded.items() if path.endswith(".css"))
    assert loaded[f"/{lang}/{_EVENT}"] + styles <= HTML_AND_CSS
    assert sum(loaded.values()) <= EVERYTHING
    assert font <= PERSIAN_FONT
    assert (font > 0) == (lang == "fa")


def weigh(visitor: Visitor, path: str) -> dict[str, int]:
    """Return how many bytes each part of a page takes on the way."""
    asked: list[Request] = []
    visitor.page.on("requestfinished", lambda one: asked.append(one))  # noqa: PLW0108 - Playwright cannot mark built-ins
    visitor.open(path)
    visitor.page.wait_for_load_state("networkidle")
    return {urlsplit(one.url).path: one.sizes()["responseBodySize"] for one in asked}
