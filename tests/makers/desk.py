"""Sit down at the desk: a browser that an organiser has signed in with."""

import re
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import accounts
from app.platform import links
from app.platform.db import transaction
from tests.inspecting import InspectingClient
from tests.makers import an_act

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def a_desk(app: Flask, email: str = "sara@example.org", lang: str = "en") -> FlaskClient:
    """Return a browser signed in at the desk, speaking a language."""
    app.test_client_class = InspectingClient
    browser = app.test_client()
    with app.app_context(), transaction():
        accounts.add(email, an_act())
        path = urlsplit(links.desk_link(accounts.make_link(email, an_act()))).path
    press(browser, f"{path}?lang={lang}")
    return browser


def token_of(browser: FlaskClient, page: str) -> str:
    """Return the token in the forms of a page."""
    token = _TOKEN.search(browser.get(page).text)
    assert token, f"{page} has no form"
    return token[1]


def press(browser: FlaskClient, page: str, path: str = "", **fields: str | int) -> TestResponse:
    """Send a form of a page, with the token that the page has; to another path if it says so."""
    sent = {"csrf_token": token_of(browser, page), **fields}
    return browser.post(path or page, data=sent)
