"""Everything that visitors need works with JavaScript off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.every_page import PUBLIC, Shown
from tests.browser.site import Site
from tests.browser.visitor import Visitor


@pytest.fixture
def plain(visit: Callable[..., Visitor]) -> Visitor:
    return visit(locale="en", java_script_enabled=False)


def test_a_group_comes_and_changes_its_mind(plain: Visitor) -> None:
    page = plain.page
    page.goto("/en/e/sample-march")

    page.get_by_role("link", name="I’m coming").click()
    page.get_by_label("How many people are coming, you included?").fill("3")
    page.get_by_role("button", name="Yes, count us in").click()
    expect(page.get_by_role("heading", name="See you there!")).to_be_visible()
    expect(page.locator(".stub")).to_contain_text("3 people")

    page.get_by_label("How many people are coming, you included?").fill("5")
    page.get_by_role("button", name="Change the number").click()
    expect(page.get_by_role("status")).to_have_text("Your number of people is changed.")
    expect(page.locator(".stub")).to_contain_text("5 people")

    page.get_by_role("link", name="We cannot come").click()
    page.get_by_role("button", name="Yes, we cannot come").click()
    expect(page.get_by_role("heading", name="You are not coming")).to_be_visible()

    page.get_by_role("link", name="Erase everything now").click()
    page.get_by_role("button", name="Yes, erase everything").click()
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()


@pytest.mark.parametrize("shown", PUBLIC, ids=lambda shown: shown.name)
def test_no_page_asks_for_javascript(plain: Visitor, site: Site, shown: Shown) -> None:
    plain.page.goto(shown.path(site, "en"))

    expect(plain.page.locator("h1")).to_be_visible()
    expect(plain.page.locator("noscript")).to_have_count(0)
    expect(plain.page.locator("button[type=button]")).to_have_count(0)
