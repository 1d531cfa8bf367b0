"""Signing in at the desk: by a link that works once, by a password, and out again."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import accounts
from app.platform import links, moment
from app.platform.db import transaction
from tests.makers import an_act
from tests.makers.desk import a_desk, press
from tests.makers.instances import an_instance, settings_for

EMAIL = "sara@example.org"
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
            accounts.add(email, an_act())
        return urlsplit(links.desk_link(accounts.make_link(email, an_act()))).path


def an_organiser(app: Flask) -> None:
    """Add an organiser who has chosen a password."""
    press(a_desk(app, EMAIL), "/desk/password", password=PASSWORD)


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/desk/").status_code == 200


def sign_in(browser: FlaskClient, password: str = PASSWORD, email: str = EMAIL) -> None:
    press(browser, "/desk/login", email=email, password=password)


def test_a_link_signs_in_once(app: Flask, browser: FlaskClient) -> None:
    path = a_link(app)

    first = press(browser, path)
    again = press(app.test_client(), path)

    assert (first.status_code, first.headers["Location"]) == (303, "/desk/password")
    assert is_in(browser)
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


def test_a_password_signs_in_from_then_on(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)

    answer = press(browser, "/desk/login", email=" SARA@example.org ", password=PASSWORD)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/")
    assert is_in(browser)


def test_who_has_a_password_is_not_asked_for_one_again(app: Flask, browser: FlaskClient) -> None:
    an_organiser(app)

    assert press(browser, a_link(app)).headers["Location"] == "/desk/"


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
    other = app.test_client()
    sign_in(browser)
    sign_in(other)

    press(browser, "/desk/password", password="another long password")  # noqa: S106 - a test's

    assert is_in(browser)
    assert not is_in(other)


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

    assert answer.headers["Location"] == leads_to


def test_a_page_asked_for_before_signing_in_is_found_after_it(
    app: Flask, browser: FlaskClient
) -> None:
    an_organiser(app)
    to_login = browser.get("/desk/events/new?lang=fa&x=1").headers["Location"]

    answer = press(browser, to_login, email=EMAIL, password=PASSWORD)

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
    app = an_instance(settings_for(tmp_path, base_url=base_url))
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
