"""Sit down at the desk: a browser that an organiser has signed in with."""

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import accounts
from app.platform.db import transaction
from tests.inspecting import InspectingClient
from tests.makers import an_act

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def a_desk(
    app: Flask,
    email: str = "sara@example.org",
    lang: str = "en",
    role: accounts.Role = accounts.Role.OWNER,
) -> FlaskClient:
    """Return a browser signed in at the desk, speaking a language."""
    app.test_client_class = InspectingClient
    browser = app.test_client()
    with app.app_context(), transaction():
        organiser_id = accounts.add(email, an_act())
        accounts.join(accounts.FIRST_TEAM, organiser_id, role)
        key = accounts.begin(organiser_id, accounts.Stage.FULL, an_act())
    with browser.session_transaction("/desk/") as session:
        session.update(key=key, language=lang)
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


def go_through(browser: FlaskClient, path: str, sent: dict[str, str]) -> TestResponse:
    """Send a form; if that shows first what will change in public, say yes as the page stands."""
    answer = browser.post(path, data=sent)
    if answer.status_code != 200 or 'name="seen"' not in answer.text:
        return answer
    return browser.post(path, data=fields_of(answer.text))


def fields_of(page: str) -> dict[str, str]:
    """Return what the forms in the main part of a page hold, as a browser would send it back."""
    main = page[page.index("<main") :]
    told = {}
    for tag in re.findall(r"<input [^>]*>", main):
        told_by_tag = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        is_on = told_by_tag.get("type") not in {"checkbox", "radio"} or " checked" in tag
        if is_on:
            told[told_by_tag["name"]] = unescape(told_by_tag.get("value", ""))
    for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\r?\n?([^<]*)<', main):
        told[name] = unescape(value)
    chooser = r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>'
    for name, options in re.findall(chooser, main, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        told[name] = chosen[1] if chosen else ""
    return told
