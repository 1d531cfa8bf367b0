"""The desk's guard: nobody comes in without an account, and no form without our token."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.platform import i18n
from tests.makers import an_event
from tests.makers.desk import a_desk, token_of

OPEN = {
    "desk.signin.login",
    "desk.signin.link",
    "desk.signin.passkey",
    "desk.invitations.invitation",
}
SECRET = "0123456789ABCDEFGHJKMNPQRS"  # noqa: S105 - opens nothing
CROSS = {"Sec-Fetch-Site": "cross-site"}
ELSEWHERE = {"Origin": "https://evil.example"}


def addresses(app: Flask, slug: str, method: str) -> Iterator[tuple[str, str]]:
    """Yield the endpoint and the path of everything on the desk that takes a method."""
    parts = {
        "slug": slug,
        "secret": SECRET,
        "need_id": 1,
        "kind_id": 1,
        "question_id": 1,
        "kind": "json",
        "device": "1",
        "passkey_id": 1,
        "link_id": 1,
        "token_id": 1,
        "organiser_id": 1,
        "session_id": 1,
    }
    router = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/desk/") and method in (rule.methods or ()):
            values = {name: parts[name] for name in rule.arguments}
            yield rule.endpoint, router.build(rule.endpoint, values, method)


def test_every_page_asks_who_it_is(app: Flask, client: FlaskClient) -> None:
    asked = list(addresses(app, an_event(app).slug, "GET"))
    for endpoint, path in asked:
        answer = client.get(path)

        if endpoint in OPEN:
            assert answer.status_code == 200, path
        else:
            to_login = (303, f"/desk/login?next={path}")
            assert (answer.status_code, answer.headers["Location"]) == to_login, path
    assert len(asked) > 10


def test_every_form_wants_our_token(app: Flask) -> None:
    desk = a_desk(app)
    for endpoint, path in addresses(app, an_event(app).slug, "POST"):
        for sent in ({}, {"csrf_token": "forged"}):
            assert (desk.post(path, data=sent).status_code, endpoint) == (400, endpoint)


@pytest.mark.parametrize("headers", [CROSS, ELSEWHERE], ids=str)
def test_no_form_of_another_site_is_taken(app: Flask, headers: dict[str, str]) -> None:
    desk = a_desk(app)
    sent = {"csrf_token": token_of(desk, "/desk/events/new")}
    for endpoint, path in addresses(app, an_event(app).slug, "POST"):
        answer = desk.post(path, data=sent, headers=headers)

        assert (answer.status_code, endpoint) == (403, endpoint)


def test_a_form_with_a_token_and_without_an_account_leads_to_the_sign_in(app: Flask) -> None:
    visitor = app.test_client()
    sent = {"csrf_token": token_of(visitor, "/desk/login")}
    for endpoint, path in addresses(app, an_event(app).slug, "POST"):
        if endpoint not in OPEN:
            answer = visitor.post(path, data=sent)

            assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/login"), path


@pytest.mark.parametrize("lang", i18n.CODES)
def test_every_page_is_kept_and_found_by_nobody_and_varies_by_cookie(app: Flask, lang: str) -> None:
    desk = a_desk(app, lang=lang)
    for path in ("/desk/", "/desk/events/new", f"/desk/events/{an_event(app).slug}"):
        answer = desk.get(path)

        assert f'<html lang="{lang}" dir="{i18n.direction(lang)}">' in answer.text
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/desk/nowhere", "/desk/events/nothing"])
def test_what_is_not_there_is_said_on_the_desk(app: Flask, path: str) -> None:
    answer = a_desk(app).get(path)

    assert answer.status_code == 404
    assert 'href="/desk/"' in answer.text
