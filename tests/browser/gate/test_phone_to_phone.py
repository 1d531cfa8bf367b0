"""Two phones without a network tell each other what they counted; either may bring it on."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app import checkin, events
from bench import film
from tests.browser.gate import passes
from tests.browser.gate.network import Network
from tests.browser.gate.phone import GatePhone, link
from tests.browser.site import Site

Phones = Callable[..., GatePhone]

_WALK_INS = 120
_TALLY = """(many) => {
  for (let at = 0; at < many; at += 1) document.querySelector("[data-change='1']").click();
}"""
_SHOWN = """async () => {
  const shown = new Set();
  const pause = () => new Promise((resolve) => setTimeout(resolve, 30));
  while (shown.size < 2) {
    shown.add(document.getElementById("giving").toDataURL());
    await pause();
  }
  return [...shown];
}"""


@pytest.fixture
def other(gate_phone: Phones, site: Site, rally: events.Event) -> GatePhone:
    made = gate_phone()
    made.enrol_at_once(link(site, rally, "South"))
    made.wait_until_kept()
    return made


def shown_codes(phone: GatePhone) -> list[bytes]:
    """Open the codes for another phone, and return pictures of them."""
    phone.page.click("[data-tab=more]")
    phone.page.click("[data-screen=more] [data-turn=giving]")
    expect(phone.page.locator("#giving-count")).to_have_text("2 codes, again and again")
    addresses: list[str] = phone.page.evaluate(_SHOWN)
    return [base64.b64decode(address.partition(",")[2]) for address in addresses]


def test_what_one_phone_counted_the_other_knows_and_brings(
    phone: GatePhone, other: GatePhone, network: Network, rally: events.Event, site: Site
) -> None:
    code = passes.a_pass(site.app, rally)
    with network.cut(phone):
        other.context.set_offline(True)
        phone.type(code)
        assert phone.verdict() == "counted"
        phone.page.evaluate(_TALLY, _WALK_INS)
        expect(phone.page.locator("#pending")).to_have_text(str(_WALK_INS + 1))

        film.shoot_codes(phone.reel, shown_codes(phone), 0.5)
        other.page.click("[data-tab=more]")
        other.page.click("[data-turn=taking]")
        expect(other.page.locator("#taken")).to_contain_text(f"Done: {_WALK_INS + 1} counts")

        other.page.click("[data-tab=scan]")
        other.type(code)
        assert other.verdict() == "already"
        assert "North" in other.said()
        phone.page.click("#giving-done")
        expect(phone.page.locator("#hand-in-lead")).to_contain_text("Another phone has all of it")
        phone.page.click("#hand-in-remove")
        expect(phone.page.locator("#gone-words")).to_contain_text("has been deleted")
        other.open()
        expect(other.page.locator("#pending")).to_have_text(str(_WALK_INS + 1))
    other.context.set_offline(False)

    other.wait_until_sent()
    with site.app.app_context():
        counted = {it.gate: (it.people, it.walk_ins) for it in checkin.presence(rally.id).gates}
    assert counted == {"North": (1, _WALK_INS), "South": (0, 0)}
    other.page.click("[data-tab=scan]")
    other.type(code)
    assert other.verdict() == "already"
