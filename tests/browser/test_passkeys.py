"""Organisers get in by passkey, by code app and by a code for a lost phone, in a real browser."""

import base64
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

import config
from app import accounts, create_app
from app.accounts import totp
from app.cli.schema import bring_up_to_date
from app.platform import links
from app.platform.db import transaction
from tests.browser.visitor import Visitor
from tests.makers import an_act

EMAIL = "sara@example.org"
PASSWORD = "four words are enough"  # noqa: S105 - a test's
KEY_RING = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}

Link = Callable[[], str]


@pytest.fixture
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Link]:
    """Serve an instance with a name, and return how to make links that sign the organiser in."""
    from tests.browser.conftest import _not_yet  # noqa: PLC0415 - a conftest is no library

    folder = tmp_path_factory.mktemp("named")
    with make_server("127.0.0.1", 0, _not_yet, threaded=True) as server:
        url = f"http://localhost:{server.server_port}"
        app = create_app(config.load({"DATA_DIR": str(folder), "BASE_URL": url, "LIMITS": "off"}))
        server.app = app
        with app.app_context():
            bring_up_to_date()
            with transaction():
                accounts.add_owner(EMAIL, an_act())
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()

        def make() -> str:
            with app.app_context(), transaction():
                return links.desk_link(accounts.make_link(EMAIL, an_act()))

        yield make
        server.shutdown()
        serving.join()


@pytest.fixture
def organiser(browser: Browser, link: Link) -> Iterator[Visitor]:
    """Return an organiser whose device holds passkeys, and has none yet."""
    del link
    made = Visitor(browser.new_context(locale="en", viewport={"width": 320, "height": 640}))
    made.context.set_default_timeout(60_000)
    device = made.context.new_cdp_session(made.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY_RING})
    yield made
    made.leave()


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()


def heading(visitor: Visitor) -> str:
    return visitor.page.locator("h1").inner_text()


def site_of(visitor: Visitor) -> str:
    return visitor.page.url.partition("/desk/")[0]


def test_a_passkey_is_made_signs_in_and_is_removed(organiser: Visitor, link: Link) -> None:
    organiser.open(link())
    press(organiser, "Sign in")
    assert heading(organiser) == "What will you sign in with?"

    press(organiser, "Make a passkey")
    assert heading(organiser) == "Account"
    assert organiser.page.get_by_text("Passkey of").count() == 1

    press(organiser, "Sign out")
    press(organiser, "Sign in by passkey")
    assert heading(organiser) == "Events"

    organiser.open(organiser.page.url + "account")
    press(organiser, "Remove")
    assert "You could not sign in any more." in organiser.page.locator("main").inner_text()


def test_a_password_a_code_app_and_a_code_for_a_lost_phone(organiser: Visitor, link: Link) -> None:
    organiser.open(link())
    press(organiser, "Sign in")
    organiser.page.get_by_role("link", name="Choose a password").click()
    organiser.send(password=PASSWORD)
    secret = base64.b32decode(organiser.page.locator("code.copy").inner_text())
    soon = datetime.now(UTC)
    organiser.send(code=totp.code_at(secret, soon))
    codes = organiser.page.locator("main").inner_text()
    [recovery, *_] = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", codes)
    organiser.page.get_by_role("link", name="I have them").click()

    for code in (totp.code_at(secret, soon + timedelta(seconds=30)), recovery):
        press(organiser, "Sign out")
        organiser.page.locator("[name=email]").fill(EMAIL)
        organiser.page.locator("[name=password]").fill(PASSWORD)
        press(organiser, "Sign in")
        assert heading(organiser) == "Enter a code"
        organiser.send(code=code)
        assert heading(organiser) == "Events"


def test_a_copied_cookie_opens_nothing_once_its_owner_signed_out(
    organiser: Visitor, link: Link, browser: Browser
) -> None:
    organiser.open(link())
    press(organiser, "Sign in")
    press(organiser, "Make a passkey")
    thief = Visitor(browser.new_context(locale="en"))
    thief.context.add_cookies(organiser.context.cookies())  # type: ignore[arg-type] # as Playwright gives them
    assert thief.open(f"{site_of(organiser)}/desk/").ok
    assert heading(thief) == "Events"

    press(organiser, "Sign out")

    assert thief.open(f"{site_of(organiser)}/desk/").url.endswith("/desk/login?next=/desk/")
    thief.leave()
