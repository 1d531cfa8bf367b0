"""Everything that visitors need works with JavaScript off."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from app import rsvps
from app.cli.courier import deliver
from app.platform.db import transaction
from tests.browser.every_page import PUBLIC, Shown
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.makers import a_party, an_act, an_event
from tests.makers.letters import read


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
    expect(page.locator(".pass-head")).to_contain_text("3 people")

    page.get_by_label("How many people are coming, you included?").fill("5")
    page.get_by_role("button", name="Change the number").click()
    expect(page.get_by_role("status")).to_have_text("Your number of people is changed.")
    expect(page.locator(".pass-head")).to_contain_text("5 people")

    page.get_by_role("link", name="We cannot come").click()
    page.get_by_role("button", name="Yes, we cannot come").click()
    expect(page.get_by_role("heading", name="You are not coming")).to_be_visible()

    page.get_by_role("link", name="Erase everything now").click()
    page.get_by_role("button", name="Yes, erase everything").click()
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()


def test_one_person_comes_by_two_taps_and_types_nothing(plain: Visitor) -> None:
    page = plain.page
    page.goto("/en/e/sample-march")

    page.get_by_role("link", name="I’m coming").click()
    page.get_by_role("button", name="Yes, count us in").click()

    expect(page.get_by_role("heading", name="See you there!")).to_be_visible()


def test_a_group_waits_and_takes_the_place_that_is_offered(plain: Visitor, site: Site) -> None:
    page, event = plain.page, an_event(site.app, capacity=2)
    with site.app.app_context(), transaction():
        rsvps.set_rules(event.id, rsvps.Rules(by_offer=True), an_act())
    before = a_party(site.app, event, people=2)

    page.goto(f"/en/e/{event.slug}/rsvp")
    page.get_by_label("How many people are coming, you included?").fill("2")
    page.get_by_role("button", name="Join the waiting list").click()
    expect(page.locator("main")).to_contain_text("waiting list")
    with site.app.app_context(), transaction():
        rsvps.cancel(before, an_act())
    page.reload()
    expect(page.locator("main")).to_contain_text("2 places are held for you")
    page.locator("form[action$='/accept'] button").click()

    expect(page.get_by_role("status")).to_have_text("The place is yours.")
    expect(page.locator(".pass-head")).to_contain_text("2 people")


def test_a_pass_is_sent_once(plain: Visitor, site: Site) -> None:
    page, address = plain.page, "once@example.org"
    page.goto(f"/en/p/{a_party(site.app, an_event(site.app))}")

    page.get_by_text("Send me the pass once").click()
    page.locator("form", has=page.get_by_role("button", name="Send the pass")).get_by_role(
        "textbox"
    ).fill(address)
    page.get_by_role("button", name="Send the pass").click()

    expect(page.get_by_role("status")).to_contain_text("Your pass is on its way.")
    assert [str(message["To"]) for message in letters_to(site, address)] == [address]


def test_updates_are_asked_for_confirmed_and_taken_back(plain: Visitor, site: Site) -> None:
    page, address = plain.page, "updates@example.org"
    page.goto(f"/en/p/{a_party(site.app, an_event(site.app))}")

    page.get_by_text("Write to me when something changes").click()
    form = page.locator("form", has=page.get_by_role("button", name="Get updates"))
    form.get_by_role("textbox").fill(address)
    form.get_by_role("checkbox").check()
    form.get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("We have written to your address.")
    (letter,) = letters_to(site, address)
    body = letter.get_body(("plain",))
    assert body is not None
    link = re.search(r"http://\S+/confirm/\w+", body.get_content())
    assert link
    page.goto(urlsplit(link[0]).path)
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("status")).to_have_text("Your address is confirmed.")
    page.get_by_role("button", name="Forget my address").click()

    expect(page.get_by_role("status")).to_contain_text("Your address is forgotten.")


def letters_to(site: Site, address: str) -> list[EmailMessage]:
    """Deliver what is owed; return what came for an address."""
    with site.app.app_context():
        deliver()
        folder = Path(site.app.config["TURNOUT_SETTINGS"].data_dir) / "mail" / "new"
    there = [read(file.read_bytes()) for file in folder.iterdir()]
    return [message for message in there if message["To"] == address]


@pytest.mark.parametrize("shown", PUBLIC, ids=lambda shown: shown.name)
def test_no_page_asks_for_javascript(plain: Visitor, site: Site, shown: Shown) -> None:
    plain.page.goto(shown.path(site, "en"))

    expect(plain.page.locator("h1")).to_be_visible()
    expect(plain.page.locator("noscript")).to_have_count(0)
    expect(plain.page.locator("button[type=button]")).to_have_count(0)
