"""Postponing, planning and calling off at the desk: shown first, then told to everybody."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, volunteers
from app.platform import i18n
from tests.makers import TODAY, an_event
from tests.makers.desk import a_desk, fields_of, press
from tests.makers.volunteering import a_need

LATER = (TODAY + timedelta(days=20)).isoformat()


@pytest.fixture
def desk(app: Flask) -> FlaskClient:
    return a_desk(app)


def as_it_is(app: Flask, event: events.Event) -> events.Event:
    with app.app_context():
        return events.get(event.id)


@pytest.mark.parametrize("lang", i18n.CODES)
def test_what_changes_is_shown_before_it_is_public(app: Flask, lang: str) -> None:
    event = an_event(app, place="Bastille")
    desk, path = a_desk(app, lang=lang), f"/desk/events/{event.slug}/edit"
    sent = {**fields_of(desk.get(path).text), "place": "République"}

    page = desk.post(path, data=sent).text

    assert "<del><bdi>Bastille</bdi></del>" in page
    assert "<ins><bdi>République</bdi></ins>" in page
    assert "Place: Bastille → République" in page
    assert as_it_is(app, event) == event


def test_what_is_said_in_ones_own_words_is_what_everybody_reads(
    app: Flask, desk: FlaskClient, client: FlaskClient
) -> None:
    event, path = an_event(app, place="Bastille"), "/desk/events/rally/edit"
    shown = desk.post(path, data={**fields_of(desk.get(path).text), "place": "République"}).text

    answer = desk.post(path, data={**fields_of(shown), "said_en": "Two stops further."})

    assert answer.status_code == 303
    page = client.get(f"/en/e/{event.slug}").text
    assert "Two stops further." in page
    assert "Before: " not in page


def test_going_back_keeps_what_was_typed(app: Flask, desk: FlaskClient) -> None:
    event, path = an_event(app), "/desk/events/rally/edit"
    shown = desk.post(path, data={**fields_of(desk.get(path).text), "place": "République"}).text

    again = desk.post(path, data={**fields_of(shown), "back": "1"})

    assert 'value="République"' in again.text
    assert as_it_is(app, event) == event


def test_what_another_organiser_changed_meanwhile_is_shown_once_more(
    app: Flask, desk: FlaskClient
) -> None:
    event, path = an_event(app), "/desk/events/rally/edit"
    first, second = (
        fields_of(desk.post(path, data={**fields_of(desk.get(path).text), **changed}).text)
        for changed in ({"place": "République"}, {"place": "Nation"})
    )

    answers = [desk.post(path, data=sent).status_code for sent in (first, second)]

    assert answers == [303, 200]
    assert as_it_is(app, event).texts["en"].place == "République"


def test_an_event_is_put_off_to_an_open_date(
    app: Flask, desk: FlaskClient, client: FlaskClient
) -> None:
    event, path = an_event(app), "/desk/events/rally/postpone"
    sent = {**fields_of(desk.get(path).text), "to": "open"}

    shown = desk.post(path, data=sent)
    answer = desk.post(path, data=fields_of(shown.text))

    assert "date to be announced" in shown.text
    assert (shown.status_code, answer.status_code) == (200, 303)
    assert as_it_is(app, event).is_open
    page = client.get(f"/en/e/{event.slug}").text
    assert "This event is postponed" in page
    assert "New date to be announced" in page


@pytest.mark.parametrize(("along", "moves"), [({"move_shifts": "y"}, True), ({}, False)])
def test_shifts_move_along_if_that_is_wanted(
    app: Flask, desk: FlaskClient, along: dict[str, str], *, moves: bool
) -> None:
    event, path = an_event(app), "/desk/events/rally/postpone"
    a_need(app, event, "steward")
    shown = desk.post(path, data={**fields_of(desk.get(path).text), "starts_on": LATER}).text
    sent = fields_of(shown)

    assert sent.pop("move_shifts") == "y"
    desk.post(path, data={**sent, **along})

    with app.app_context():
        (need,) = volunteers.needs(event.id)
    assert (need.shift.starts > datetime.now(UTC) + timedelta(days=15)) is moves


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts_on": ""}, "Enter the day."),
        ({"starts_on": TODAY.isoformat()}, "The new day must be later."),
        ({"starts_on": "9999-01-01"}, "This cannot be used."),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    app: Flask, desk: FlaskClient, typed: dict[str, str], said: str
) -> None:
    event, path = an_event(app), "/desk/events/rally/postpone"

    answer = desk.post(path, data={**fields_of(desk.get(path).text), **typed})

    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert as_it_is(app, event) == event


def test_a_draft_is_not_postponed(app: Flask, desk: FlaskClient) -> None:
    an_event(app, published=False)

    answer = desk.get("/desk/events/rally/postpone")

    assert answer.status_code == 409


def test_a_draft_is_planned_and_taken_back(app: Flask, desk: FlaskClient) -> None:
    event, path = an_event(app, published=False), "/desk/events/rally/later"

    press(desk, path, publish_on=LATER, publish_at="09:00")
    planned = as_it_is(app, event).publish_at
    said = desk.get("/desk/events/rally").text
    press(desk, path, publish_on="", publish_at="")

    assert planned is not None
    assert "It becomes public by itself on" in said
    assert as_it_is(app, event).publish_at is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"publish_on": LATER, "publish_at": ""}, "Enter a day and an hour"),
        ({"publish_on": "2020-01-01", "publish_at": "09:00"}, "This moment is over."),
    ],
)
def test_half_a_moment_or_one_that_is_over_plans_nothing(
    app: Flask, desk: FlaskClient, typed: dict[str, str], said: str
) -> None:
    event = an_event(app, published=False)

    answer = press(desk, "/desk/events/rally/later", **typed)

    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert as_it_is(app, event).publish_at is None


def test_a_reason_is_told_to_everybody(app: Flask, desk: FlaskClient, client: FlaskClient) -> None:
    event = an_event(app, title="Rally")

    press(desk, "/desk/events/rally/cancel", title_again="Rally", said_en="The square is flooded.")

    assert "The square is flooded." in client.get(f"/en/e/{event.slug}").text
