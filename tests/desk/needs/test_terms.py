"""Organisers say at the desk what a shift asks of people."""

from datetime import timedelta

from flask import Flask

from app import events, volunteers
from tests.desk.needs.conftest import Desk
from tests.makers import an_event
from tests.makers.volunteering import HOUR, a_need

STANDING = {
    "starts_at": "14:00",
    "ends_at": "16:00",
    "least": "1",
    "most": "5",
    "notice": "3",
}


def test_a_need_asks_for_languages_training_and_a_longer_notice(app: Flask, desk: Desk) -> None:
    event = an_event(app)
    need = a_need(app, event)
    address = f"/desk/events/{event.slug}/needs/{need}"

    said = {
        **STANDING,
        "starts_on": event.starts_on.isoformat(),
        "first_language": "fa",
        "first_speakers": "2",
        "trained_only": "y",
        "notice": "24",
    }
    saved = desk.send(address, **said)

    assert saved.status_code == 303
    with app.app_context():
        terms = volunteers.get_need(event.id, need).terms
    assert terms == volunteers.Terms(
        trained_only=True, speakers={"fa": 2}, notice=timedelta(hours=24)
    )
    assert 'value="24"' in desk.get(address)


def test_more_speakers_than_places_are_refused_beside_the_field(app: Flask, desk: Desk) -> None:
    event = an_event(app)
    need = a_need(app, event)

    said = {
        **STANDING,
        "starts_on": event.starts_on.isoformat(),
        "first_language": "fa",
        "first_speakers": "6",
    }
    refused = desk.send(f"/desk/events/{event.slug}/needs/{need}", **said)

    assert refused.status_code == 422
    assert "There are fewer places than that." in refused.get_data(as_text=True)


def limits(app: Flask, event: events.Event) -> volunteers.Limits:
    with app.app_context():
        return volunteers.limits(event.id)


def test_time_on_duty_is_limited_and_let_go(app: Flask, desk: Desk) -> None:
    event = an_event(app)
    a_need(app, event)
    address = f"/desk/events/{event.slug}/needs/duty"

    saved = desk.send(address, longest="6", rest="30")
    limited = limits(app, event)
    refused = desk.send(address, longest="25", rest="30")
    desk.send(address, longest="", rest="")

    assert (saved.status_code, refused.status_code) == (303, 422)
    assert limited == volunteers.Limits(HOUR * 6, HOUR / 2)
    assert limits(app, event) == volunteers.Limits()
