"""Organisers add, change and call off kinds of place."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform import i18n
from tests.makers import a_kind, a_party, an_event
from tests.makers.desk import a_desk, press

PAGE = "/desk/events/rally/kinds"


@pytest.fixture
def event(app: Flask) -> events.Event:
    return an_event(app, slug="rally")


@pytest.fixture
def desk(app: Flask, event: events.Event) -> FlaskClient:
    return a_desk(app)


def kinds(app: Flask, event: events.Event) -> list[tuple[str, int | None, bool]]:
    with app.app_context():
        found = rsvps.kinds_of(event.id)
    return [(kind.name("fa"), kind.counts.capacity, kind.counts.waitlist) for kind in found]


def test_a_kind_is_added_with_a_name_in_each_language(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    names = {"name_en": "Coach from Lyon", "name_fr": "Car de Lyon", "name_fa": "اتوبوس لیون"}

    told = press(desk, PAGE, capacity="۵۰", waitlist="y", **names)

    assert (told.status_code, told.headers["Location"]) == (303, PAGE)
    assert kinds(app, event) == [("اتوبوس لیون", 50, True)]
    assert "Coach from Lyon" in desk.get("/desk/events/rally").text


def test_a_kind_without_a_name_is_asked_for_one(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    told = press(desk, PAGE, capacity=50, name_fr="Car de Lyon")

    assert told.status_code == 422
    assert "Say what it is called." in told.text
    assert kinds(app, event) == []


def test_fewer_places_than_are_taken_are_refused_unless_everybody_keeps_theirs(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    coach = a_kind(app, event)
    a_party(app, event, people=2, seats={coach: 2})
    fewer: dict[str, Any] = {"name_en": "Coach", "capacity": 1, "waitlist": "y"}

    refused = press(desk, f"{PAGE}/{coach}", **fewer)
    kept = press(desk, f"{PAGE}/{coach}", overfull="y", **fewer)

    assert refused.status_code == 422
    assert "2 people have a place already." in refused.text
    assert kept.status_code == 303
    assert kinds(app, event) == [("Coach", 1, True)]


def test_the_form_holds_what_stands(app: Flask, desk: FlaskClient, event: events.Event) -> None:
    plan = rsvps.KindPlan("en", {"en": "Coach", "fr": "Car"}, 7, by_offer=True)
    coach = a_kind(app, event, plan)

    page = desk.get(f"{PAGE}/{coach}").text

    assert 'name="name_fr" type="text" value="Car"' in page
    assert 'name="capacity" type="text" value="7"' in page
    assert page.count(" checked ") == 2


def test_calling_off_asks_first_and_says_how_many_are_concerned(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    coach = a_kind(app, event)
    a_party(app, event, people=2, seats={coach: 2})

    question = desk.get(f"{PAGE}/{coach}/remove").text
    press(desk, f"{PAGE}/{coach}/remove")

    assert "2 people have a place or wait for one." in question
    assert kinds(app, event) == []
    assert desk.get(f"{PAGE}/{coach}").status_code == 404


def test_the_line_for_seats_is_decided_by_hand(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    coach = a_kind(app, event)
    secrets = [a_party(app, event, people=2, seats={coach: 2}) for _ in range(2)]
    with app.app_context():
        party = rsvps.get(secrets[1])
    here = "/desk/events/rally/parties"

    page = desk.get(here).text
    full = press(desk, here, do="admit", reason="TASK", party=party.id, kind=coach)
    told = desk.get(here).text
    press(desk, here, do="refuse", reason="SAFETY", party=party.id, kind=coach)

    with app.app_context():
        left = rsvps.seats_of([party.id])[party.id]
    assert "Answer 2" in page
    assert full.status_code == 303
    assert "No place is free. Nothing was changed." in told
    assert left == {}


@pytest.mark.parametrize("lang", i18n.CODES)
def test_every_page_is_there_in_every_language(
    app: Flask, desk: FlaskClient, event: events.Event, lang: str
) -> None:
    coach = a_kind(app, event)
    for path in (PAGE, f"{PAGE}/{coach}", f"{PAGE}/{coach}/remove"):
        page = desk.get(f"{path}?lang={lang}")

        assert (page.status_code, path) == (200, path)
        assert "Coach from Lyon" in page.text
