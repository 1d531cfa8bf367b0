"""A link enrols one phone, when its button is pressed and an organiser has compared four digits."""

from collections.abc import Callable

from playwright.sync_api import expect

from app import checkin, events
from app.platform.db import transaction
from bench import film
from tests.browser.gate.phone import GatePhone, link
from tests.browser.site import Site
from tests.makers import an_act

Phones = Callable[..., GatePhone]


def test_opening_a_link_spends_nothing(gate_phone: Phones, site: Site, rally: events.Event) -> None:
    address = link(site, rally)
    gate_phone().open(address)

    gate_phone().enrol_at_once(address)

    with site.app.app_context():
        assert len(checkin.devices(rally.id)) == 1


def test_phone_and_desk_show_the_same_digits_until_they_are_confirmed(
    gate_phone: Phones, site: Site, rally: events.Event
) -> None:
    phone = gate_phone()
    phone.enrol(link(site, rally, to_confirm=True))

    expect(phone.page.locator("#match")).to_be_visible()
    with site.app.app_context(), transaction():
        [device] = checkin.devices(rally.id)
        assert phone.page.locator("#match").inner_text() == device.match
        checkin.confirm(rally.id, device.name, an_act())
    expect(phone.page.locator("#start")).to_be_visible()
    assert phone.page.url == f"{site.url}/gate/"


def test_a_spent_link_says_so(gate_phone: Phones, site: Site, rally: events.Event) -> None:
    address = link(site, rally)
    gate_phone().enrol_at_once(address)
    other = gate_phone()

    other.enrol(address)

    expect(other.page.locator("#enrol-problem")).to_contain_text("has been used or is too old")


def test_the_installed_app_enrols_by_scanning_the_links_code(
    gate_phone: Phones, site: Site, rally: events.Event
) -> None:
    phone = gate_phone()
    film.shoot_link(phone.reel, f"{site.url}{link(site, rally)}")
    phone.open()

    phone.page.click("#enrol-scan")
    phone.page.click("#enrol-button")

    expect(phone.page.locator("#start")).to_be_visible()


def test_a_link_may_be_pasted(gate_phone: Phones, site: Site, rally: events.Event) -> None:
    phone = gate_phone()
    phone.open()
    phone.page.fill("#link", "https://example.org/")
    phone.page.click("#enrol-form button")
    expect(phone.page.locator("#link-problem")).to_have_text("This is no enrolment link.")

    phone.page.fill("#link", f"{site.url}{link(site, rally)}")
    phone.page.click("#enrol-form button")
    phone.page.click("#enrol-button")

    expect(phone.page.locator("#start")).to_be_visible()


def test_an_enrolled_phone_is_enrolled_anew_only_by_deleting_what_it_counted(
    gate_phone: Phones, site: Site, rally: events.Event
) -> None:
    phone = gate_phone()
    phone.enrol_at_once(link(site, rally, "North"))
    phone.tally(1)
    phone.wait_until_sent()

    phone.page.goto("about:blank")
    phone.open(link(site, rally, "South"))
    phone.page.click("#enrol-anew")
    phone.page.click("#enrol-button")

    expect(phone.page.locator("#gate-name")).to_have_text("South")
    expect(phone.page.locator("#tally-sum")).to_have_text("0")


def test_one_window_counts_at_a_time(gate_phone: Phones, site: Site, rally: events.Event) -> None:
    phone = gate_phone()
    phone.enrol_at_once(link(site, rally))

    second = phone.context.new_page()
    second.goto("/gate/")

    expect(second.locator("#start")).to_be_visible()
    expect(phone.page.locator("#gone-words")).to_have_text("The scanner is open in another window.")
    phone.page.click("#here")
    expect(phone.page.locator("#start")).to_be_visible()


def test_plain_http_is_told_what_is_missing(gate_phone: Phones, site: Site) -> None:
    phone = gate_phone(base_url=site.url.replace("127.0.0.1", "gate.test"))
    phone.context.route(
        "http://gate.test:*/**",
        lambda route: route.continue_(url=route.request.url.replace("gate.test", "127.0.0.1")),
    )

    phone.open()

    expect(phone.page.locator("[data-screen=insecure] h2")).to_have_text("The camera needs HTTPS")
