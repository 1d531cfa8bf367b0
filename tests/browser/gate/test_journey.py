"""The gate from the desk to the number on the desk: enrol, scan, refuse, count by hand, compare."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from app import events
from tests.browser.gate import passes
from tests.browser.gate.phone import GatePhone
from tests.browser.site import Site
from tests.browser.visitor import Visitor

Phones = Callable[..., GatePhone]


def test_from_the_link_on_the_desk_to_the_number_on_the_desk(
    gate_phone: Phones, organiser: Visitor, site: Site, rally: events.Event
) -> None:
    good = passes.a_pass(site.app, rally, people=3)
    bad = {
        passes.a_forged_pass(site.app, rally): "This pass is forged or damaged.",
        passes.a_pass_for_another_event(site.app, rally): "This pass is for another event.",
        passes.a_cancelled_pass(site.app, rally): "This pass was cancelled.",
    }
    phone = gate_phone()
    _enrol(phone, organiser, site, rally)

    phone.show(good, "", "")
    assert phone.verdict() == "party"
    phone.answer()
    expect(_number(organiser, "with a pass")).to_have_text("3")

    assert phone.verdict() == "already"
    phone.next()

    for code, reason in bad.items():
        phone.show(code)
        assert phone.verdict() == "refused"
        assert reason in phone.said()
        phone.next()

    phone.tally(5)
    phone.tally(-1)
    expect(_number(organiser, "without a pass")).to_have_text("4")
    expect(_number(organiser, "with a pass")).to_have_text("3")


def _enrol(phone: GatePhone, organiser: Visitor, site: Site, event: events.Event) -> None:
    """Make a link on the desk, open it on the phone, and confirm the phone by its digits."""
    desk = organiser.page
    organiser.open(f"/desk/events/{event.slug}/gates?lang=en")
    desk.get_by_label("Entrance").fill("North")
    desk.get_by_role("button", name="Make a link", exact=True).click()
    phone.enrol(desk.locator(".copy").inner_text().removeprefix(site.url))
    expect(phone.page.locator("#match")).to_be_visible()
    digits = phone.page.locator("#match").inner_text()
    desk.get_by_role("link", name="Back, to confirm the phone").click()
    expect(desk.locator(".digits")).to_have_text(digits)
    desk.get_by_role("button", name="Confirm").click()
    expect(phone.page.locator("#start")).to_be_visible()


def _number(organiser: Visitor, name: str) -> Locator:
    return organiser.page.locator(f"dt:text-is('{name}') + dd")
