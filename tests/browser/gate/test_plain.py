"""Where iOS Lockdown Mode takes database, locks and WebAssembly away, it counts all the same."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app import events
from tests.browser.gate import passes
from tests.browser.gate.modules import Modules
from tests.browser.gate.phone import GatePhone, link, presence
from tests.browser.site import Site

Phones = Callable[..., GatePhone]

LOCKDOWN = """
for (const name of ["indexedDB", "caches", "WebAssembly"]) {
  Object.defineProperty(globalThis, name, { value: undefined });
}
for (const name of ["serviceWorker", "locks"]) {
  Object.defineProperty(Navigator.prototype, name, { value: undefined });
}
"""
"""Takes from a page what Lockdown Mode takes; workers cannot compile what is not fetched."""

_STORE = """
const { PlainStore } = await import("/js/gate/plain-store.js");
const store = new PlainStore();
const append = (change) => store.append({ kind: 2, change }, (seq) => ({ last: [seq] }));
"""
_KEPT = "JSON.stringify(localStorage)"


def _run(modules: Modules, body: str) -> Any:  # what the body returns
    return modules.run(_STORE + body)


@pytest.fixture
def phone(gate_phone: Phones, site: Site, rally: events.Event) -> GatePhone:
    made = gate_phone(service_workers="block")
    made.context.add_init_script(LOCKDOWN)
    made.context.route("**/*.wasm", lambda route: route.abort())
    made.enrol_at_once(link(site, rally))
    return made


def test_a_phone_in_lockdown_mode_scans_keeps_and_sends(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    code = passes.a_pass(site.app, rally)
    phone.context.route("**/gate/api/records*", lambda route: route.abort())
    phone.show(code)
    assert phone.verdict() == "counted"
    phone.tally(5)

    phone.open()

    expect(phone.page.locator("#pending")).to_have_text("2")
    phone.page.click("[data-tab=more]")
    expect(phone.page.locator("#ready")).to_contain_text("leave this page open")
    expect(phone.page.locator("#ready")).to_contain_text("Send often.")
    phone.page.click("[data-tab=scan]")
    phone.type(code)
    assert phone.verdict() == "already"
    phone.page.click("#verdict-next")

    phone.context.unroute("**/gate/api/records*")
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.wait_until_sent()
    found = presence(site, rally)
    assert (found.people, found.walk_ins) == (1, 5)


def test_a_wipe_in_lockdown_mode_leaves_nothing(phone: GatePhone) -> None:
    assert "Rally" in phone.page.evaluate(_KEPT)
    phone.page.click("[data-tab=more]")
    phone.page.click("#remove")
    phone.page.click("#remove-yes")

    expect(phone.page.locator("#gone-words")).to_have_text(
        "Everything on this phone has been deleted."
    )
    assert phone.page.evaluate(_KEPT) == "{}"


def test_a_second_window_takes_over_where_there_are_no_locks(phone: GatePhone) -> None:
    first = phone.page
    phone.page = phone.context.new_page()

    phone.open()

    expect(first.locator("#gone-words")).to_have_text("The scanner is open in another window.")
    expect(phone.page.locator("#start")).to_be_visible()


def test_a_browser_that_keeps_nothing_says_so(gate_phone: Phones) -> None:
    phone = gate_phone()
    phone.context.add_init_script(
        LOCKDOWN + "Object.defineProperty(globalThis, 'localStorage', { value: undefined });"
    )

    phone.open()

    expect(phone.page.locator("[data-screen=forgetful]")).to_contain_text("take another phone")


def test_records_bytes_and_keys_outlive_the_page(fresh_modules: Modules) -> None:
    body = """const { makeKeys } = await import("/js/gate/device.js");
    await store.keep({ keys: await makeKeys(false), bundle: { id: Uint8Array.of(7) } });
    await append(1); await append(5);"""
    _run(fresh_modules, body)
    fresh_modules.page.reload()

    body = """const { authorization, sign } = await import("/js/gate/device.js");
    await append(-1);
    const { kept, records } = await store.load();
    const request = { method: "GET", path: "/", body: new Uint8Array(0) };
    const signed = authorization("ab", await sign(kept.keys, request));
    return [records.map((it) => [it.seq, it.change]), kept.last, [...kept.bundle.id], signed];"""
    records, last, bytes_, signed = _run(fresh_modules, body)

    assert records == [[1, 1], [2, 5], [3, -1]]
    assert (last, bytes_) == ([3], [7])
    assert len(signed) == len("Turnout ab.") + 86


def test_a_phone_that_died_between_two_items_numbers_on(fresh_modules: Modules) -> None:
    body = """await append(1); localStorage.setItem("turnout-gate:next", 1); await append(5);
    return (await store.load()).records.map(({ seq, change }) => [seq, change]);"""

    assert _run(fresh_modules, body) == [[1, 1], [2, 5]]


def test_what_does_not_fit_was_not_counted(fresh_modules: Modules) -> None:
    body = """await append(1);
    const room = "x".repeat(6_000_000);
    const told = await store.append({ kind: 2, room }, () => ({})).catch(({ name }) => name);
    return [told, (await store.load()).records.length];"""

    assert _run(fresh_modules, body) == ["QuotaExceededError", 1]


def test_what_the_server_told_is_kept_with_its_cursor(fresh_modules: Modules) -> None:
    body = """
    await store.learn([{ hash: "aa", people: 2 }, { hash: "bb", revoked: true }], { cursor: 9 });
    await store.learn([{ hash: "aa", people: 3 }], { cursor: 10 });
    const { kept, passes } = await store.load();
    return [kept, passes.sort((one, other) => one.hash < other.hash ? -1 : 1)];
    """

    assert _run(fresh_modules, body) == [
        {"cursor": 10},
        [{"hash": "aa", "people": 3}, {"hash": "bb", "revoked": True}],
    ]
