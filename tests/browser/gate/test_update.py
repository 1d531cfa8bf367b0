"""A newer scanner is fetched while the one before works on, and taken at the next opening."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from app.gate.scanner.shell import shell
from tests.browser.gate.network import Network
from tests.browser.gate.phone import GatePhone
from tests.browser.site import Site

_NEWER = "0123456789ab"
_WAIT_FOR_IT = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/gate/");
  while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
}"""


def version(phone: GatePhone) -> str:
    """Return the version of the scanner that is open."""
    address = phone.page.locator("script[type=module]").get_attribute("src") or ""
    return address.split("/")[3]


def test_a_newer_scanner_is_taken_at_the_next_opening_and_keeps_what_was_counted(
    phone: GatePhone, network: Network, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(phone)
    phone.context.route("**/gate/api/records*", lambda route: route.abort())
    phone.tally(5)
    expect(phone.page.locator("#pending")).to_have_text("1")
    with site.app.app_context():
        newer = replace(shell(), version=_NEWER)
    monkeypatch.setattr("app.gate.scanner.routes.shell", lambda: newer)

    phone.open()
    phone.page.evaluate(_WAIT_FOR_IT)
    assert version(phone) == before != _NEWER

    phone.open()
    expect(phone.page.locator(f"script[src*='/{_NEWER}/']")).to_have_count(1)
    with network.cut(phone):
        phone.open()
        assert version(phone) == _NEWER
        expect(phone.page.locator("#pending")).to_have_text("1")
