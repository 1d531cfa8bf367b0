"""Give tests of the scanner its modules, a camera that sees films, and an event that is on."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app import events
from tests.browser.gate.modules import Modules
from tests.browser.gate.network import Network
from tests.browser.gate.phone import GatePhone, link
from tests.browser.site import Site
from tests.makers import TODAY, a_schedule, an_event

# A camera, two decoders and a server share the machine with other tests.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def modules(browser: Browser) -> Iterator[Modules]:
    """Return the modules of the scanner in an empty page."""
    made = Modules(browser)
    yield made
    made.context.close()


@pytest.fixture
def fresh_modules(browser: Browser) -> Iterator[Modules]:
    """Return the same on a phone that has kept nothing."""
    made = Modules(browser)
    yield made
    made.context.close()


@pytest.fixture
def gate_phone(browser: Browser, site: Site, reel: Path) -> Iterator[Callable[..., GatePhone]]:
    """Return how to make phones; after the test, nothing odd may have happened to any of them."""
    phones: list[GatePhone] = []

    def make(**told: object) -> GatePhone:
        usual = {"base_url": site.url, "locale": "en", "viewport": {"width": 360, "height": 640}}
        context = browser.new_context(**{**usual, **told})  # type: ignore[arg-type] # Playwright's own options
        phones.append(GatePhone(context, reel))
        return phones[-1]

    yield make
    for phone in phones:
        phone.leave()


@pytest.fixture
def rally(site: Site) -> events.Event:
    """Return an event that takes place now."""
    now = datetime.now(UTC)
    return an_event(site.app, title="Rally", schedule=a_schedule(TODAY, time(now.hour)))


@pytest.fixture
def phone(gate_phone: Callable[..., GatePhone], site: Site, rally: events.Event) -> GatePhone:
    """Return a phone that is enrolled and would open without a network."""
    made = gate_phone()
    made.enrol_at_once(link(site, rally))
    made.wait_until_kept()
    return made


@pytest.fixture
def network(site: Site) -> Iterator[Network]:
    """Return a network that can be cut."""
    made, before = Network(site.app), site.app.wsgi_app
    site.app.wsgi_app = made  # type: ignore[method-assign] # Flask's documented way
    yield made
    site.app.wsgi_app = before  # type: ignore[method-assign] # as above
