"""What goes wrong is said in the language of the address, with the way on, and without a trace."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, rsvps
from app.kernel.errors import Unavailable
from app.platform import i18n
from tests.inspecting import InspectingClient
from tests.makers import a_party, an_event, token_in
from tests.makers.instances import an_instance, settings_for
from tests.makers.sites import a_site

languages = pytest.mark.parametrize("lang", i18n.CODES)
VISITOR = {"REMOTE_ADDR": "203.0.113.7"}


def told(answer: TestResponse, lang: str) -> tuple[int, bool]:
    """Return the status, and whether a page in this language says it and leads on."""
    page = answer.text
    speaks = f'<html lang="{lang}"' in page and f'href="/{lang}/"' in page
    return answer.status_code, speaks and "Traceback" not in page and ".py" not in page


@languages
def test_404(client: FlaskClient, lang: str) -> None:
    for path in ("nowhere", "e/nothing", "c/nothing", "p/0123456789ABCDEFGHJKMNPQRS", "e/a_b"):
        assert told(client.get(f"/{lang}/{path}"), lang) == (404, True), path


@languages
def test_404_without_a_language_speaks_that_of_the_browser(client: FlaskClient, lang: str) -> None:
    for path in ("/nowhere", "/e/nothing.ics", "/c/nothing.ics", "/e/nothing/qr.svg", "/desknope"):
        answer = client.get(path, headers={"Accept-Language": lang})

        assert told(answer, lang) == (404, True), path


@languages
def test_405_says_what_is_allowed(app: Flask, client: FlaskClient, lang: str) -> None:
    secret = a_party(app, an_event(app))

    answer = client.get(f"/{lang}/p/{secret}/cancel")

    assert told(answer, lang) == (405, True)
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@languages
def test_409(app: Flask, client: FlaskClient, lang: str) -> None:
    site = a_site(app)
    speaking = {"Accept-Language": lang}

    ticket = client.get(f"/p/{site.waiting}/ticket.png", headers=speaking)
    late = client.get(f"/{lang}/e/{site.cancelled}/rsvp")

    assert told(ticket, lang) == (409, True)
    assert told(late, lang) == (409, True)


@languages
def test_413(app: Flask, client: FlaskClient, lang: str) -> None:
    event = an_event(app)

    answer = client.post(f"/{lang}/e/{event.slug}/rsvp", data={"people": "1" * 300_000})

    assert told(answer, lang) == (413, True)


@languages
def test_422(app: Flask, client: FlaskClient, lang: str) -> None:
    answer = client.post(f"/{lang}/e/{an_event(app).slug}/rsvp", data={"people": "1"})

    assert told(answer, lang) == (422, True)


@languages
def test_500_says_that_nothing_was_changed(
    app: Flask,
    client: FlaskClient,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    event = an_event(app)
    token = token_in(client.get(f"/{lang}/e/{event.slug}/rsvp").text)
    monkeypatch.setattr(app, "testing", False)
    monkeypatch.setattr(rsvps.registration, "decide", _broken)

    answer = client.post(f"/{lang}/e/{event.slug}/rsvp", data={"people": "2", "token": token})

    assert told(answer, lang) == (500, True)
    assert "out of order" not in answer.text
    assert token not in caplog.text
    with app.app_context():
        assert rsvps.counts(event.id).confirmed == 0


@languages
def test_503(app: Flask, client: FlaskClient, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "find_campaign", _unavailable)

    assert told(client.get(f"/{lang}/c/any"), lang) == (503, True)


def _broken(*_: object) -> None:
    raise RuntimeError("out of order")


def _unavailable(_slug: str) -> None:
    raise Unavailable


@pytest.fixture
def limited(tmp_path: Path) -> FlaskClient:
    """Return a browser of an instance that slows sources down and believes one proxy."""
    app = an_instance(settings_for(tmp_path, limits=True, trusted_proxies=1))
    app.test_client_class = InspectingClient
    return app.test_client(use_cookies=False)


@languages
def test_429_asks_for_patience_and_loses_nothing(limited: FlaskClient, lang: str) -> None:
    page = f"/{lang}/p/{a_party(limited.application, an_event(limited.application))}"
    path = f"{page}/people"
    for _ in range(60):
        limited.post(path, environ_base=VISITOR)

    answer = limited.post(path, environ_base=VISITOR)

    assert told(answer, lang) == (429, True)
    assert limited.get(page, environ_base=VISITOR).status_code == 200
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    assert limited.post(path, environ_base=elsewhere).status_code == 422


def test_a_source_is_the_address_that_the_trusted_proxy_saw(limited: FlaskClient) -> None:
    path = f"/en/p/{a_party(limited.application, an_event(limited.application))}/people"
    for number in range(60):
        seen = {"X-Forwarded-For": f"198.51.{number}.1, 203.0.113.7"}
        limited.post(path, headers=seen)

    told_by_proxy = {"X-Forwarded-For": "192.0.2.1, 203.0.113.7"}
    assert limited.post(path, headers=told_by_proxy).status_code == 429


def test_the_machine_itself_is_never_slowed(limited: FlaskClient) -> None:
    path = f"/en/p/{a_party(limited.application, an_event(limited.application))}/people"

    statuses = {limited.post(path).status_code for _ in range(70)}

    assert statuses == {422}
