"""Organisers decide about groups without names, with a reason from a list."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event
from tests.makers.desk import a_desk, press

PAGE = "/desk/events/rally/parties"


@pytest.fixture
def event(app: Flask) -> events.Event:
    event = an_event(app, slug="rally", capacity=4)
    with app.app_context(), transaction():
        rsvps.set_rules(event.id, rsvps.Rules(entry=rsvps.Entry.APPROVAL), an_act())
    return event


@pytest.fixture
def desk(app: Flask, event: events.Event) -> FlaskClient:
    return a_desk(app)


def party(app: Flask, secret: str) -> rsvps.Party:
    with app.app_context():
        return rsvps.get(secret)


@pytest.mark.parametrize(("do", "state"), [("admit", "confirmed"), ("refuse", "cancelled")])
def test_a_group_is_admitted_or_refused(
    app: Flask, desk: FlaskClient, event: events.Event, do: str, state: str
) -> None:
    secret = a_party(app, event, people=3)

    told = press(desk, PAGE, do=do, reason="TASK", party=party(app, secret).id)

    assert told.status_code == 303
    assert party(app, secret).state.value == state
    assert "by hand" in desk.get("/desk/events/rally").text


def test_who_does_not_fit_is_not_admitted_and_the_page_says_why(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    a_party(app, event, people=3)
    waiting = a_party(app, event, people=3)

    press(desk, PAGE, do="admit", reason="ACCESS", party=party(app, waiting).id)

    assert party(app, waiting).state.value == "waiting"
    assert "Only one place is free. Nothing was changed." in desk.get(PAGE).text


@pytest.mark.parametrize("reason", ["", "personal text"])
def test_only_a_reason_of_the_list_is_taken(
    app: Flask, desk: FlaskClient, event: events.Event, reason: str
) -> None:
    secret = a_party(app, event)

    told = press(desk, PAGE, do="admit", reason=reason, party=party(app, secret).id)

    assert (told.status_code, party(app, secret).state.value) == (422, "pending")


def test_only_a_group_of_the_event_is_decided_about(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    a_party(app, event)
    elsewhere = a_party(app, an_event(app, capacity=1), people=1)

    told = press(desk, PAGE, do="refuse", reason="TASK", party=party(app, elsewhere).id)

    assert (told.status_code, party(app, elsewhere).state.value) == (404, "confirmed")


def test_the_page_names_nobody(app: Flask, desk: FlaskClient, event: events.Event) -> None:
    secret = a_party(app, event)

    page = desk.get(PAGE).text

    assert "Answer 1" in page
    assert secret not in page
