"""Letters read on a small phone, in every language, without anything from another host."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.platform.i18n import CODES, direction
from tests.browser.looking import too_wide
from tests.makers.instances import an_instance, settings_for
from tests.makers.letters import letters, read


@pytest.mark.parametrize("lang", CODES)
def test_a_letter_fits_a_small_phone(browser: Browser, tmp_path: Path, lang: str) -> None:
    address = "https://rally-for-the-right-to-rest.example.org"
    app = an_instance(settings_for(tmp_path, base_url=address))
    page = browser.new_page(viewport={"width": 320, "height": 640}, offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for kind, raw in letters(app, lang).items():
        html = read(raw).get_body(("html",))
        assert html is not None
        page.set_content(html.get_content())
        page.screenshot(path=tmp_path / f"{kind}-{lang}.png", full_page=True)

        assert too_wide(page) == [], kind
        assert page.locator("html").get_attribute("dir") == direction(lang)
    page.close()
    assert asked == []
