"""Without a network the phone counts on, closed and opened again; back online it delivers once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from app import checkin, events, rsvps
from app.platform.db import transaction
from tests.browser.gate import passes
from tests.browser.gate.network import Network
from tests.browser.gate.phone import GatePhone, presence
from tests.browser.site import Site
from tests.makers import a_party, an_act

Phones = Callable[..., GatePhone]

_EVERYTHING_KEPT = """async () => {
  const text = [];
  const database = await new Promise((done) => {
    const asked = indexedDB.open("turnout-gate");
    asked.onsuccess = () => done(asked.result);
  });
  for (const name of database.objectStoreNames) {
    text.push(await new Promise((done) => {
      const asked = database.transaction(name).objectStore(name).getAll();
      asked.onsuccess = () => done(JSON.stringify(asked.result));
    }));
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    text.push(...(await cache.keys()).map(({ url }) => url));
  }
  return [...text, JSON.stringify(localStorage), document.cookie].join(" ");
}"""

_LEFT = "Promise.all([indexedDB.databases(), caches.keys()]).then((them) => them.flat())"


def test_what_was_scanned_without_a_network_arrives_once(
    phone: GatePhone, network: Network, site: Site, rally: events.Event
) -> None:
    code = passes.a_pass(site.app, rally, people=2)
    with network.cut(phone):
        phone.show(code)
        phone.verdict()
        phone.answer()
        phone.page.close()

        phone.page = phone.context.new_page()
        phone.open()
        expect(phone.page.locator("#pending")).to_have_text("1")
        phone.show(code)
        assert phone.verdict() == "already"
        assert presence(site, rally).people == 0

    phone.wait_until_sent()
    assert presence(site, rally).people == 2


def test_a_phone_opens_and_changes_its_language_without_a_network(
    phone: GatePhone, network: Network
) -> None:
    with network.cut(phone):
        phone.open()

        phone.page.click("[data-tab=more]")
        phone.page.select_option("#language", "fa")

        expect(phone.page.locator("html")).to_have_attribute("dir", "rtl")
        expect(phone.page.locator("[data-screen=more] h2")).to_have_text("بیشتر")
        phone.open()
        expect(phone.page.locator("html")).to_have_attribute("lang", "fa")


def test_a_removed_phone_wipes_itself_at_the_next_contact(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    with site.app.app_context(), transaction():
        [device] = checkin.devices(rally.id)
        checkin.revoke(rally.id, device.name, an_act())

    phone.open()

    expect(phone.page.locator("#gone-words")).to_contain_text("Everything on it has been deleted")
    assert phone.page.evaluate(_LEFT) == []


def test_nobody_and_no_address_is_kept_on_the_phone(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    secret = a_party(site.app, rally)
    with site.app.app_context(), transaction():
        rsvps.ask_for_updates(secret, "canary@example.org", "en", an_act())
    phone.show(passes.pass_of(site.app, rally, secret))
    assert phone.verdict() == "counted"
    phone.wait_until_sent()

    kept = phone.page.evaluate(_EVERYTHING_KEPT)

    assert "Rally" in kept
    assert "canary" not in kept
    assert secret not in kept


def test_a_phone_forgets_an_event_that_is_over_though_nobody_tells_it(
    phone: GatePhone, network: Network
) -> None:
    with network.cut(phone):
        phone.page.clock.set_system_time(datetime.now(UTC) + timedelta(days=3))

        phone.open()

        expect(phone.page.locator("#gone-words")).to_contain_text("The event is over.")
        assert phone.page.evaluate(_LEFT) == []


def test_a_phone_whose_clock_was_set_wrong_asks_the_server_before_it_forgets(
    phone: GatePhone,
) -> None:
    phone.page.clock.set_system_time(datetime.now(UTC) + timedelta(days=3))

    phone.open()

    expect(phone.page.locator("#start")).to_be_visible()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_phone_set_a_day_wrong_refuses_nobody_and_spoils_no_count(
    phone: GatePhone, network: Network, site: Site, rally: events.Event, days: int
) -> None:
    code = passes.a_pass(site.app, rally)
    with network.cut(phone):
        phone.page.evaluate(f"Date.now = ((now) => () => now() + {days} * 86400000)(Date.now)")

        phone.type(code)

        assert phone.verdict() == ("counted" if days < 0 else "unsure")
        phone.page.click("#verdict-next")
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.wait_until_sent()
    assert presence(site, rally).people == 1


def test_a_phone_says_what_it_lacks_to_do_without_a_network(phone: GatePhone) -> None:
    page = phone.page
    page.click("[data-tab=more]")
    expect(page.locator("#ready-words")).to_have_text("This phone cannot do without a network yet.")
    expect(page.locator("#ready")).to_contain_text("Start the camera once and allow it.")

    phone.show("")
    expect(page.locator("#stage")).to_have_attribute("data-camera", "on")
    page.click("[data-tab=more]")

    ready = "This phone can do without a network from now on."
    expect(page.locator("#ready-words")).to_have_text(ready)
    lines = page.locator("#ready li").all_inner_texts()
    assert lines[:2] == [
        "The scanner is kept on this phone.",
        "What it knows about passes is 0 minutes old.",
    ]
    assert lines[3:] == ["The camera works.", "Everything is sent."]
