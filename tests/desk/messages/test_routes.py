"""Organisers look at a message first, try it on themselves, then send it to those who listen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform import mail
from tests.makers import an_event
from tests.makers.desk import a_desk, press

WORDS = {"to": "all", "subject_en": "Bring water", "body_en": "It is <b>hot</b>."}


@pytest.fixture(autouse=True)
def mail_leaves(app: Flask, tmp_path: Path) -> Iterator[None]:
    app.extensions["turnout_mail"] = mail.Maildir(tmp_path / "mail")
    yield
    app.extensions["turnout_mail"] = None


@pytest.fixture
def event(app: Flask) -> events.Event:
    return an_event(app, slug="rally")


@pytest.fixture
def desk(app: Flask, event: events.Event) -> FlaskClient:
    return a_desk(app)


def said(app: Flask, event: events.Event) -> list[str]:
    with app.app_context():
        return [message.text("en").subject for message in rsvps.messages_of(event.id)]


def test_a_preview_sends_nothing_and_keeps_what_was_typed(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    shown = press(desk, "/desk/events/rally/message", do="preview", **WORDS)

    assert shown.status_code == 200
    assert "It is &lt;b&gt;hot&lt;/b&gt;." in shown.text
    assert 'value="Bring water"' in shown.text
    assert 'value="send"' in shown.text
    assert said(app, event) == []


def test_a_message_is_sent_once_it_was_looked_at(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    sent = press(desk, "/desk/events/rally/message", do="send", **WORDS)

    assert (sent.status_code, sent.headers["Location"]) == (303, "/desk/events/rally")
    assert said(app, event) == ["Bring water"]
    assert "Bring water" in desk.get("/desk/events/rally/message").text


def test_a_test_goes_to_the_writer(app: Flask, desk: FlaskClient, event: events.Event) -> None:
    shown = press(desk, "/desk/events/rally/message", do="test", **WORDS)

    assert "The test is on its way to sara@example.org." in shown.text
    assert said(app, event) == []


@pytest.mark.parametrize("missing", ["subject_en", "body_en"])
def test_a_message_without_words_is_refused_at_the_field(desk: FlaskClient, missing: str) -> None:
    shown = press(desk, "/desk/events/rally/message", do="send", **{**WORDS, missing: " "})

    assert shown.status_code == 422
    assert 'role="alert"' in shown.text


def test_without_a_mail_server_there_is_nothing_to_write(app: Flask, desk: FlaskClient) -> None:
    app.extensions["turnout_mail"] = None

    assert desk.get("/desk/events/rally/message").status_code == 404
    assert "/desk/events/rally/message" not in desk.get("/desk/events/rally").text
