"""The numbers at the entrances renew themselves, though no string may become markup."""

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.makers import an_event
from tests.makers.gate import a_device

LOOK = "document.dispatchEvent(new Event('visibilitychange'))"


def test_new_numbers_come_without_loading_the_page_again(site: Site, organiser: Visitor) -> None:
    event = an_event(site.app, title="Rally whose entrances are watched")
    organiser.open(f"/desk/events/{event.slug}/gates?lang=en")
    assert organiser.page.get_by_text("Rue de la Paix").count() == 0
    with site.app.app_context():
        a_device(event, "Rue de la Paix", to_confirm=True)

    organiser.page.evaluate(LOOK)

    organiser.page.get_by_text("Rue de la Paix").first.wait_for(timeout=60_000)
    organiser.open("/desk/")  # or the page would go on asking, and miss the answers


def test_a_string_becomes_markup_nowhere_else(site: Site, visitor: Visitor) -> None:
    visitor.open("/en/")

    refused = visitor.page.evaluate(
        "(() => { try { document.body.innerHTML = '<p>x'; return '' }"
        " catch (error) { return error.name } })()"
    )

    assert refused == "TypeError"
    visitor.odd.clear()  # the browser complains, as it should
