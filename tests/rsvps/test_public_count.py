"""Everybody may be told how many come: never at once, never exactly, never against the will."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event

HOUR = timedelta(hours=1)


def thirty_come(app: Flask, event: events.Event) -> None:
    for _ in range(3):
        a_party(app, event, people=10)


def later(hours: int) -> None:
    rsvps.renew_public_counts(an_act(an_act().now + hours * HOUR))


def shown(event: events.Event) -> int | None:
    return rsvps.public_counts([event.id]).get(event.id)


def show(event: events.Event) -> None:
    with transaction():
        rsvps.show_count(event.id, an_act())


def test_the_number_goes_in_steps_and_is_an_hour_late(context: Flask) -> None:
    event = an_event(context)
    thirty_come(context, event)
    show(event)
    thirty_come(context, event)
    at_once = shown(event)

    later(1)
    after_one = shown(event)
    later(2)

    assert (at_once, after_one, shown(event)) == (None, 25, 50)


def test_nothing_is_told_unless_it_is_wanted(context: Flask) -> None:
    event = an_event(context)
    thirty_come(context, event)

    later(1)
    later(2)

    assert shown(event) is None


def test_twice_is_as_once_and_hidden_is_hidden_at_once(context: Flask) -> None:
    event = an_event(context)
    thirty_come(context, event)
    show(event)
    later(1)
    show(event)
    kept = shown(event)
    with transaction():
        rsvps.hide_count(event.id, an_act())
        rsvps.hide_count(event.id, an_act())

    assert (kept, shown(event), rsvps.is_count_shown(event.id)) == (25, None, False)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "Au moins 25 personnes"), ("en", "At least 25 people"), ("fa", "دست‌کم ۲۵ نفر")],
)
def test_page_and_api_say_it(app: Flask, client: FlaskClient, lang: str, said: str) -> None:
    event = an_event(app, slug="rally")
    thirty_come(app, event)
    before = client.get(f"/{lang}/e/rally").text
    with app.app_context():
        show(event)
        later(1)

    page = client.get(f"/{lang}/e/rally").text
    told = client.get("/api/v1/events/rally").get_json()

    assert said not in before
    assert said in page
    assert told["coming"] == 25
    assert client.get("/api/v1/events").get_json()["events"][0]["coming"] == 25
