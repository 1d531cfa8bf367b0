"""Signing in at the desk: by a link that works once, by a password, and out again."""

import base64
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app import accounts
from app.accounts import factors, totp
from app.desk.signin import hash_password
from app.platform import links, moment
from app.platform.db import database, transaction
from tests.makers import an_act
from tests.makers.desk import a_desk, press, token_of
from tests.makers.instances import an_instance, settings_for

EMAIL = "sara@example.org"
NONCE = b"a code app nonce"
MINUTES_AGO = datetime.now(UTC) - timedelta(minutes=10)
RECOVERY = re.compile(r"<code>([0-9A-Z-]{19})</code>")
PASSWORD = "four words are enough"  # noqa: S105 - a test's
WRONG = "This address and this password do not belong together."


@pytest.fixture
def browser(app: Flask, client: FlaskClient) -> FlaskClient:
    """Return a browser that keeps cookies and inspects pages, signed in nowhere."""
    return app.test_client()


def a_link(app: Flask, email: str = EMAIL) -> str:
    """Return the path of a one-time link for an organiser, who is added if need be."""
    with app.app_context(), transaction():
        if accounts.find(email) is None:
            accounts.add_owner(email, an_act())
        return urlsplit(links.desk_link(accounts.make_link(email, an_act()))).path


def an_organiser(app: Flask) -> None:
    """Add an organiser who has a password and a code app."""
    with app.app_context(), transaction():
        organiser_id = accounts.add_owner(EMAIL, an_act())
        accounts.set_password_hash(organiser_id, hash_password(PASSWORD), an_act())
        accounts.set_up_app(organiser_id, NONCE, a_code(MINUTES_AGO), an_act(MINUTES_AGO))


def a_code(moment_: datetime | None = None) -> str:
    """Return what the organiser's code app shows."""
    return totp.code_at(factors.app_secret(NONCE), moment_ or moment.now())


def code_now(app: Flask) -> str:
    with app.app_context():
        return a_code()


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/desk/").status_code == 200


def sign_in(browser: FlaskClient, password: str = PASSWORD) -> TestResponse:
    """Sign in by password and code; a code works once, so later ones come from later."""
    press(browser, "/desk/login", email=EMAIL, password=password)
    return press(browser, "/desk/login/code", code=code_now(browser.application))


def test_a_link_signs_in_once(app: Flask, browser: FlaskClient) -> None:
    path = a_link(app)

    first = press(browser, path)
    again = press(app.test_client(), path)

    assert (first.status_code, first.headers["Location"]) == (303, "/desk/account/start")
    assert not is_in(browser)
    assert again.status_code == 409
    assert "This link was used already, or is older than 30 minutes." in again.text


def test_opening_a_link_spends_nothing(app: Flask, browser: FlaskClient) -> None:
    path = a_link(app)
    for _ in range(3):
        assert "This link works once." in app.test_client().get(path).text
        app.test_client().head(path)

    assert press(browser, path).status_code == 303


def test_a_press_without_the_pages_token_spends_nothing(app: Flask, browser: FlaskClient) -> None:
    path = a_link(app)

    assert app.test_client().post(path).status_code == 400
    assert press(browser, path).status_code == 303


@pytest.mark.parametrize(("minutes", "status"), [(29, 303), (31, 409)])
def test_a_link_works_for_half_an_hour(
    app: Flask, browser: FlaskClient, monkeypatch: pytest.MonkeyPatch, minutes: int, status: int
) -> None:
    path = a_link(app)
    later = moment.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(moment, "now", lambda: later)

    assert press(browser, path).status_code == status


def test_a_newer_link_ends_the_older_one(app: Flask, browser: FlaskClient) -> None:
    older, newer = a_link(app), a_link(app)

    assert press(app.test_client(), older).status_code == 409
    assert press(browser, newer).status_code == 303


def test_a_link_of_nobody_signs_nobody_in(browser: FlaskClient) -> None:
    assert press(browser, "/desk/link/0123456789ABCDEFGHJKMNPQRS").status_code == 409
    assert browser.get("/desk/link/short").status_code == 404
    assert not is_in(browser)


def test_a_link_leads_to_a_password_and_a_code_app_and_then_in(
    app: Flask, browser: FlaskClient
) -> None:
    press(browser, a_link(app))

    chosen = press(browser, "/desk/password", password=PASSWORD)
    assert (chosen.status_code, chosen.headers["Location"]) == (303, "/desk/account/app")
    assert not is_in(browser)

    shown = browser.get("/desk/account/app").text
    secret = re.search(r'<code class="copy" dir="ltr">([A-Z2-7]{32})</code>', shown)
    assert secret
    code = totp.code_at(base64.b32decode(secret[1]), moment.now())
    wrong = press(browser, "/desk/account/app", code="000000" if code != "000000" else "000001")
    assert wrong.status_code == 422
    assert not is_in(browser)

    codes = press(browser, "/desk/account/app", code=f" {code[:3]} {code[3:]}")
    assert codes.status_code == 200
    assert len(RECOVERY.findall(codes.text)) == 10
    assert is_in(browser)


def test_a_password_and_a_code_sign_in_from_then_on(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)

    first = press(browser, "/desk/login", email=" SARA@example.org ", password=PASSWORD)
    assert (first.status_code, first.headers["Location"]) == (303, "/desk/login/code")
    assert not is_in(browser)
    assert browser.get("/desk/events/new").headers["Location"] == "/desk/login/code"

    second = press(browser, "/desk/login/code", code=code_now(app))
    assert (second.status_code, second.headers["Location"]) == (303, "/desk/")
    assert is_in(browser)


def test_no_code_signs_in_twice(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)
    code = code_now(app)
    other = app.test_client()
    for who in (browser, other):
        press(who, "/desk/login", email=EMAIL, password=PASSWORD)

    assert press(browser, "/desk/login/code", code=code).status_code == 303
    again = press(other, "/desk/login/code", code=code)

    assert again.status_code == 422
    assert "This code is wrong, or was used already." in again.text
    assert not is_in(other)


def test_a_recovery_code_stands_in_once(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)
    desk = app.test_client()
    sign_in(desk)
    [code, *_] = RECOVERY.findall(press(desk, "/desk/account", "/desk/account/codes").text)
    other = app.test_client()
    for who in (browser, other):
        press(who, "/desk/login", email=EMAIL, password=PASSWORD)

    assert press(browser, "/desk/login/code", code=code.lower()).status_code == 303
    assert is_in(browser)
    assert press(other, "/desk/login/code", code=code).status_code == 422
    assert "9 codes for a lost phone are left." in browser.get("/desk/account").text


def test_a_link_asks_for_the_second_factor_of_who_has_one(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)

    answer = press(browser, a_link(app))

    assert answer.headers["Location"] == "/desk/login/code"
    assert not is_in(browser)


def test_who_lost_everything_starts_anew_and_is_out_everywhere(
    app: Flask, browser: FlaskClient
) -> None:
    an_organiser(app)
    sign_in(browser)

    with app.app_context(), transaction():
        accounts.reset(EMAIL, an_act())

    assert not is_in(browser)
    assert press(browser, a_link(app)).headers["Location"] == "/desk/account/start"


def test_the_demonstration_of_one_machine_asks_for_no_second_factor(tmp_path: Path) -> None:
    demo = an_instance(settings_for(tmp_path, demo=True))
    browser = demo.test_client()

    answer = press(browser, a_link(demo))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/password")
    assert is_in(browser)


def test_a_demonstration_for_others_asks_for_it(tmp_path: Path) -> None:
    demo = an_instance(settings_for(tmp_path, demo=True, bind="192.0.2.7"))
    browser = demo.test_client()

    assert press(browser, a_link(demo)).headers["Location"] == "/desk/account/start"


@pytest.mark.parametrize("password", ["", "too short", "x" * 201])
def test_a_password_must_be_long_but_not_a_book(app: Flask, password: str) -> None:
    answer = press(a_desk(app), "/desk/password", password=password)

    assert answer.status_code == 422
    assert "Choose a password" in answer.text


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, "wrong password here"),
        ("nobody@example.org", PASSWORD),
        ("reza@example.org", PASSWORD),
    ],
    ids=["wrong", "nobody", "without a password"],
)
def test_a_wrong_sign_in_says_the_same_whatever_was_wrong(
    app: Flask, browser: FlaskClient, email: str, password: str
) -> None:
    an_organiser(app)
    a_link(app, "reza@example.org")

    answer = press(browser, "/desk/login", email=email, password=password)

    assert answer.status_code == 422
    assert answer.text.count(WRONG) == 2
    assert f'value="{email}"' in answer.text
    assert password not in answer.text
    assert not is_in(browser)


def test_a_new_password_ends_sessions_elsewhere(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)
    other = a_second_browser(app)
    sign_in(browser)
    assert is_in(other)

    press(browser, "/desk/password", password="another long password")  # noqa: S106 - a test's

    assert is_in(browser)
    assert not is_in(other)


def a_second_browser(app: Flask) -> FlaskClient:
    """Return another browser in which the organiser is in."""
    browser = app.test_client()
    with app.app_context(), transaction():
        organiser = accounts.find(EMAIL)
        assert organiser
        key = accounts.begin(organiser.id, accounts.Stage.FULL, an_act())
    with browser.session_transaction("/desk/") as session:
        session["key"] = key
    return browser


def test_a_session_elsewhere_is_seen_and_ended(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)
    other = a_second_browser(app)
    sign_in(browser)
    page = browser.get("/desk/account").text
    [ending] = re.findall(r'action="(/desk/account/sessions/\d+/end)"', page)

    press(browser, "/desk/account", ending)

    assert is_in(browser)
    assert not is_in(other)


def test_nobody_takes_away_what_they_sign_in_with(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)
    sign_in(browser)

    answer = press(browser, "/desk/account", "/desk/account/app/remove")

    assert answer.status_code == 409
    assert "You could not sign in any more." in answer.text
    assert "Set up another code app" in browser.get("/desk/account").text


@pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 303)])
def test_a_session_ends_after_half_a_day(
    app: Flask, browser: FlaskClient, monkeypatch: pytest.MonkeyPatch, hours: float, status: int
) -> None:
    an_organiser(app)
    sign_in(browser)
    later = moment.now() + timedelta(hours=hours)
    monkeypatch.setattr(moment, "now", lambda: later)

    assert browser.get("/desk/").status_code == status


def test_an_account_that_is_shut_is_out_at_once(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)
    sign_in(browser)

    with app.app_context(), database.engine.begin() as connection:
        connection.execute(text("UPDATE organiser SET active = :no"), {"no": False})

    assert not is_in(browser)


ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def test_who_guesses_is_stopped_and_whose_account_it_is_still_comes_in(tmp_path: Path) -> None:
    app = an_instance(settings_for(tmp_path, limits=True))
    an_organiser(app)
    honest = app.test_client()
    sign_in(honest)
    guesser = app.test_client()
    token = token_of(guesser, "/desk/login")
    guess = {"csrf_token": token, "email": EMAIL, "password": "wrong password here"}

    statuses = []
    for number in range(35):  # from ever other networks
        source = {"REMOTE_ADDR": f"198.51.{number}.7"}
        answer = guesser.post("/desk/login", data=guess, environ_overrides=source)
        statuses.append(answer.status_code)
    token = token_of(honest, "/desk/login")
    right = {"csrf_token": token, "email": EMAIL, "password": PASSWORD}
    answer = honest.post("/desk/login", data=right, environ_overrides=ELSEWHERE)

    assert statuses == [422] * 30 + [429] * 5
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/login/code")


def test_codes_are_not_guessed(tmp_path: Path) -> None:
    app = an_instance(settings_for(tmp_path, limits=True))
    an_organiser(app)
    browser = app.test_client()
    press(browser, "/desk/login", email=EMAIL, password=PASSWORD)
    sent = {"csrf_token": token_of(browser, "/desk/login/code"), "code": "12345"}

    statuses = [
        browser.post("/desk/login/code", data=sent, environ_overrides=ELSEWHERE).status_code
        for _ in range(12)
    ]

    assert statuses == [422] * 10 + [429] * 2


def test_signing_out_ends_the_session_and_clears_the_browser(app: Flask) -> None:
    desk = a_desk(app)

    answer = press(desk, "/desk/", "/desk/logout")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/login")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(desk)


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/desk/events/new", "/desk/events/new"),
        ("/desk/events/rally/edit?text=fa&x=1", "/desk/events/rally/edit?text=fa&x=1"),
        ("//evil.example", "/desk/"),
        ("/desk//evil.example", "/desk/"),
        ("/desk/\\evil.example/\\", "/desk/"),
        ("https://evil.example/desk/", "/desk/"),
        ("/\\evil.example", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("/deskevil", "/desk/"),
        ("/en/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_after_signing_in_the_way_leads_on_inside_the_desk_alone(
    app: Flask, browser: FlaskClient, wanted: str, leads_to: str
) -> None:
    an_organiser(app)
    page = browser.get("/desk/login", query_string={"next": wanted})
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token

    answer = browser.post(
        "/desk/login",
        query_string={"next": wanted},
        data={"email": EMAIL, "password": PASSWORD, "csrf_token": token[1]},
    )

    assert answer.headers["Location"] == "/desk/login/code"
    answer = press(browser, "/desk/login/code", code=code_now(app))
    assert answer.headers["Location"] == leads_to


def test_a_page_asked_for_before_signing_in_is_found_after_it(
    app: Flask, browser: FlaskClient
) -> None:
    an_organiser(app)
    to_login = browser.get("/desk/events/new?lang=fa&x=1").headers["Location"]

    press(browser, to_login, email=EMAIL, password=PASSWORD)
    answer = press(browser, "/desk/login/code", code=code_now(app))

    assert answer.headers["Location"] == "/desk/events/new?lang=fa&x=1"


def flags(cookie: str) -> tuple[str, set[str]]:
    """Return the name of a cookie, and what it says about itself."""
    first, *told = cookie.split("; ")
    return first.partition("=")[0], {flag for flag in told if not flag.startswith("Expires")}


@pytest.mark.parametrize(
    ("base_url", "name", "more"),
    [
        ("http://127.0.0.1:8000", "turnout", set()),
        ("https://rally.example.org", "__Secure-turnout", {"Secure"}),
    ],
)
def test_the_cookie_is_for_the_desk_alone(
    tmp_path: Path, base_url: str, name: str, more: set[str]
) -> None:
    app = an_instance(settings_for(tmp_path, base_url=base_url, demo=True))
    browser = app.test_client(use_cookies=True)
    path = a_link(app)
    page = browser.get(path, base_url=base_url)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token

    answer = browser.post(path, base_url=base_url, data={"csrf_token": token[1]})

    for cookie in (page.headers["Set-Cookie"], answer.headers["Set-Cookie"]):
        assert flags(cookie) == (name, {"HttpOnly", "Path=/desk", "SameSite=Lax", *more})
    assert browser.get("/desk/", base_url=base_url).status_code == 200
    strict = answer.headers.get("Strict-Transport-Security")
    assert strict == ("max-age=63072000" if more else None)
