"""A volunteer's phone scans passes and counts people, from the link to the number on the server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app import checkin, events, rsvps, tickets
from app.platform.db import transaction
from bench import film
from tests.browser.gate import passes
from tests.browser.gate.phone import A_BETTER_CAMERA, GatePhone, link, presence
from tests.browser.site import Site
from tests.makers import a_party, an_act

Phones = Callable[..., GatePhone]


@pytest.fixture
def phone(gate_phone: Phones, site: Site, rally: events.Event) -> GatePhone:
    made = gate_phone()
    made.enrol_at_once(link(site, rally))
    return made


def test_a_party_is_counted_once_however_often_it_is_scanned(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    phone.show(passes.a_pass(site.app, rally, people=3), "", "")

    assert phone.verdict() == "party"
    phone.answer()
    expect(phone.page.locator("#verdict")).to_be_hidden()

    assert phone.verdict() == "already"
    assert "North, about" in phone.said()
    phone.wait_until_sent()
    assert presence(site, rally).people == 3


@pytest.mark.parametrize(
    ("bad_pass", "reason"),
    [
        (passes.a_forged_pass, "This pass is forged or damaged."),
        (passes.a_pass_for_another_event, "This pass is for another event."),
        (passes.a_cancelled_pass, "This pass was cancelled."),
        (passes.a_poster, "This is no pass."),
    ],
)
def test_a_bad_pass_is_refused_and_says_why(
    gate_phone: Phones, site: Site, rally: events.Event, bad_pass: passes.Made, reason: str
) -> None:
    code = bad_pass(site.app, rally)
    phone = gate_phone()
    phone.enrol_at_once(link(site, rally))

    phone.show(code)

    assert phone.verdict() == "refused"
    assert reason in phone.said()
    phone.page.click("#walk-in")
    expect(phone.page.locator("#said")).to_have_text("Counted: one person without a pass.")
    phone.wait_until_sent()
    counted = presence(site, rally)
    assert (counted.people, counted.walk_ins) == (0, 1)


def test_walk_ins_are_counted_by_hand(phone: GatePhone, site: Site, rally: events.Event) -> None:
    phone.tally(5)
    phone.tally(-1)

    expect(phone.page.locator("#tally-sum")).to_have_text("4")
    phone.wait_until_sent()
    assert presence(site, rally).walk_ins == 4


def test_a_party_may_come_in_parts_and_the_rest_is_remembered(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    phone.show(passes.a_pass(site.app, rally, people=5), "", "")
    phone.verdict()
    phone.page.click("#fewer")
    phone.page.click("#fewer")
    phone.answer()
    expect(phone.page.locator("#verdict")).to_be_hidden()

    assert phone.verdict() == "party"

    assert "3 of them were counted before" in phone.said()
    expect(phone.page.locator("#verdict-count")).to_have_text("Count 2")


def test_one_person_is_counted_without_a_tap_and_can_be_undone(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    phone.show(passes.a_pass(site.app, rally))

    assert phone.verdict() == "counted"
    phone.page.click("#verdict [data-undo]")

    expect(phone.page.locator("#said")).to_have_text("Undone: one person")
    phone.wait_until_sent()
    assert presence(site, rally).people == 0


def test_another_phone_knows_whom_the_first_haspresence(
    phone: GatePhone, gate_phone: Phones, site: Site, rally: events.Event
) -> None:
    code = passes.a_pass(site.app, rally)
    phone.show(code)
    assert phone.verdict() == "counted"
    phone.wait_until_sent()
    other = gate_phone()
    other.enrol_at_once(link(site, rally, "South"))

    other.show(code)

    assert other.verdict() == "already"
    assert "North, about" in other.said()


def test_a_typed_code_is_noted_until_the_server_has_decided(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    code = tickets.short_code(tickets.parse(passes.a_pass(site.app, rally, people=2)).ticket_id)
    phone.page.click("#type")
    phone.page.fill("#typed", code[:-1])
    phone.page.click("#typing button[type=submit]")
    expect(phone.page.locator("#typing-problem")).to_have_text(
        "There is a slip in this code. Compare it with the pass."
    )
    phone.page.fill("#typed", code.lower())
    phone.page.click("#typing button[type=submit]")
    phone.page.click("#one-more")

    phone.page.click("#verdict-count")

    expect(phone.page.locator("#verdict")).to_have_attribute("data-kind", "unsure")
    expect(phone.page.locator("#verdict")).to_have_attribute("data-kind", "counted")
    assert presence(site, rally).people == 2


def test_a_typed_code_that_nobody_was_given_is_refused_by_the_server(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    phone.page.click("#type")
    phone.page.fill("#typed", tickets.short_code(bytes(8)))
    phone.page.click("#typing button[type=submit]")
    phone.page.click("#verdict-count")

    expect(phone.page.locator("#verdict")).to_have_attribute("data-kind", "refused")
    assert "The server does not know this pass." in phone.said()


def test_a_hand_scanner_types_anywhere_on_the_page(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    phone.page.keyboard.type(passes.a_pass(site.app, rally))
    phone.page.keyboard.press("Enter")

    assert phone.verdict() == "counted"


def test_a_pass_that_was_cancelled_a_moment_ago_is_refused(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    secret = a_party(site.app, rally)
    code = passes.pass_of(site.app, rally, secret)
    with site.app.app_context(), transaction():
        rsvps.cancel(secret, an_act())
    phone.page.wait_for_timeout(1_200)  # longer than what a phone heard counts as the latest

    phone.page.keyboard.type(code)
    phone.page.keyboard.press("Enter")

    assert phone.verdict() == "refused"
    assert "This pass was cancelled." in phone.said()


def test_a_photo_is_read_where_the_camera_may_not_be_used(
    phone: GatePhone, site: Site, rally: events.Event
) -> None:
    photo = film.picture(passes.a_pass(site.app, rally))
    phone.page.set_input_files(
        "#photo", {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )

    assert phone.verdict() == "counted"


def test_the_small_decoder_scans_where_webassembly_cannot(
    gate_phone: Phones, site: Site, rally: events.Event
) -> None:
    phone = gate_phone(service_workers="block")
    phone.page.route("**/*.wasm", lambda route: route.abort())
    phone.enrol_at_once(link(site, rally))

    phone.show(passes.a_pass(site.app, rally))

    assert phone.verdict() == "counted"


def test_an_event_that_counts_by_hand_alone_has_no_scanner(
    gate_phone: Phones, site: Site, rally: events.Event
) -> None:
    with site.app.app_context(), transaction():
        checkin.set_scanning(rally.id, False, an_act())
    phone = gate_phone()

    phone.enrol(link(site, rally))

    expect(phone.page.locator("#tally-sum")).to_be_visible()
    expect(phone.page.locator("#scan-tab")).to_be_hidden()


def test_light_zoom_and_other_cameras_are_offered_where_there_are_some(phone: GatePhone) -> None:
    phone.page.add_init_script(A_BETTER_CAMERA)
    phone.page.reload()
    phone.show("")

    phone.page.click("#light")
    expect(phone.page.locator("#light")).to_have_attribute("aria-pressed", "true")
    light = phone.page.evaluate("applied")
    phone.page.locator("#zoom").fill("2.5")

    assert light == [{"torch": True}]
    assert phone.page.evaluate("applied") == [{"zoom": 2.5}]
    expect(phone.page.locator("#other-camera")).to_be_visible()


def test_nothing_is_offered_that_the_camera_cannot_do(phone: GatePhone) -> None:
    phone.page.add_init_script("MediaStreamTrack.prototype.getCapabilities = undefined;")
    phone.page.reload()

    phone.show("")

    expect(phone.page.locator("#stage")).to_have_attribute("data-camera", "on")
    expect(phone.page.locator(".lens > :visible")).to_have_count(0)
