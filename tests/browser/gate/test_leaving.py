"""A phone is given back when everything is sent, and forgets at once when somebody comes for it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from app import events
from tests.browser.gate.phone import GatePhone, presence
from tests.browser.site import Site

Phones = Callable[..., GatePhone]

_LEFT = "Promise.all([indexedDB.databases(), caches.keys()]).then((them) => them.flat())"
_DELETED = "Everything on this phone has been deleted."


def bin_of(phone: GatePhone) -> Locator:
    return phone.page.get_by_role("button", name="Delete everything: hold for two seconds")


def expect_nothing_left(phone: GatePhone) -> None:
    expect(phone.page.locator("#gone-words")).to_have_text(_DELETED)
    assert phone.page.evaluate(_LEFT) == []
    assert "Rally" not in phone.page.locator("body").inner_text()


def test_a_phone_is_given_back_once_nothing_is_unsent(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    page = phone.page
    phone.context.route("**/gate/api/records*", lambda route: route.abort())
    phone.tally(5)
    page.click("[data-tab=more]")
    page.get_by_role("button", name="Give this phone back").click()
    expect(page.locator("#hand-in-number")).to_have_text("1")
    expect(page.get_by_role("button", name="Delete and give back")).to_be_hidden()

    phone.context.unroute("**/gate/api/records*")
    page.get_by_role("button", name="Send now").click()

    expect(page.locator("#hand-in-number")).to_have_text("0")
    expect(page.locator("#hand-in-words")).to_have_text("Everything is sent.")
    page.get_by_role("button", name="Delete and give back").click()
    expect_nothing_left(phone)
    assert presence(site, rally).walk_ins == 5


def test_holding_the_bin_deletes_everything_and_asks_nobody(phone: GatePhone) -> None:
    bin_of(phone).hover()

    phone.page.mouse.down()

    expect_nothing_left(phone)
    phone.page.mouse.up()


def test_holding_a_key_on_the_bin_does_the_same(phone: GatePhone) -> None:
    bin_of(phone).focus()

    phone.page.keyboard.down("Enter")

    expect_nothing_left(phone)
    phone.page.keyboard.up("Enter")


@pytest.mark.parametrize("press", ["click", "Enter", "Space"])
def test_a_short_press_of_the_bin_asks_first(phone: GatePhone, press: str) -> None:
    if press == "click":
        bin_of(phone).click()
    else:
        bin_of(phone).press(press)

    expect(phone.page.locator("#removing")).to_be_visible()
    phone.page.click("#remove-no")
    expect(phone.page.locator("#start")).to_be_visible()
