"""Who opens a page inside another app is told how to get out, where calendar files open."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/125.0 Mobile Safari/537.36"
)
EVENT = "/en/e/sample-march"


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (f"{PHONE} Instagram 330.0.0.40.92 Android", True),
        (f"{PHONE} Telegram-Android/11", True),
        (PHONE, False),
    ],
)
def test_a_hint_is_shown_inside_other_apps_alone(
    visit: Callable[..., Visitor], agent: str, *, told: bool
) -> None:
    page = visit(locale="en", user_agent=agent).page

    page.goto(EVENT)
    page.wait_for_load_state("networkidle")

    expect(page.locator("[data-in-app]")).to_be_visible(visible=told)


def test_companies_stand_behind_what_they_learn(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(EVENT)
    google = page.get_by_role("link", name="Google", exact=True)
    expect(google).to_be_hidden()

    page.get_by_text("Google, Outlook, Yahoo").click()

    expect(google).to_be_visible()
    expect(google).to_have_attribute("rel", "noreferrer nofollow")
    expect(page.get_by_text("These companies then learn")).to_be_visible()
