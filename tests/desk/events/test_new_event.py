"""A new event: few questions, nothing typed is lost, and sent twice it is there once."""

import re
from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, rsvps
from app.platform import i18n
from tests.makers import TODAY
from tests.makers.desk import a_desk, press

PLAIN = {
    "title": "Rally for life",
    "starts_on": "2027-02-06",
    "place": "Place de la Bastille, Paris",
    "called_by": "Collective 21",
    "language": "en",
}
NEW = "/desk/events/new"


@pytest.fixture
def desk(app: Flask) -> FlaskClient:
    return a_desk(app)


def send(desk: FlaskClient, **changed: str) -> TestResponse:
    return press(desk, NEW, **{**PLAIN, "form_id": "f1", **changed})


def every(app: Flask) -> list[events.Event]:
    with app.app_context():
        return events.every()


def errors(page: str) -> list[str]:
    """Return what the summary on top of a form says."""
    summary = re.search(r'<div class="problems".*?</div>', page, re.DOTALL)
    assert summary
    return re.findall(r'<li>(?:<a href="#[^"]+">)?([^<]+)', summary[0])


@pytest.mark.parametrize("lang", i18n.CODES)
def test_a_plain_rally_is_eight_fields_of_which_four_are_needed(app: Flask, lang: str) -> None:
    desk = a_desk(app, lang=lang)
    page = desk.get(NEW).text
    main = page[page.index("<main") :]
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', main))

    answer = press(desk, NEW, language=lang)

    assert len(fields - {"csrf_token", "form_id"}) == 8
    assert answer.status_code == 422
    assert len(errors(answer.text)) == 4


def test_an_event_is_a_draft_at_first_and_seen_by_organisers_alone(
    app: Flask, desk: FlaskClient, client: FlaskClient
) -> None:
    answer = send(desk)

    (event,) = every(app)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/desk/events/{event.slug}")
    assert event.state is events.State.DRAFT
    assert event.schedule == events.Schedule(date(2027, 2, 6), None, "Europe/Paris")
    assert event.texts == {"en": events.Words("Rally for life", PLAIN["place"], "Collective 21")}
    assert "The draft is saved." in desk.get(answer.headers["Location"]).text
    assert client.get(f"/en/e/{event.slug}").status_code == 404


def test_everything_that_can_be_said_at_first_is_kept(app: Flask, desk: FlaskClient) -> None:
    send(desk, starts_at="14:30", contact="us@example.org", capacity="۲۰۰", language="fa")

    (event,) = every(app)
    with app.app_context():
        counts = rsvps.counts(event.id)
    assert event.schedule.starts_at == time(14, 30)
    assert (event.contact, event.first_language) == ("us@example.org", "fa")
    assert (counts.capacity, counts.waitlist) == (200, True)


def test_days_and_hours_are_read_in_persian_digits(app: Flask, desk: FlaskClient) -> None:
    send(desk, starts_on="۲۰۲۷-۰۲-۰۶", starts_at="۱۴:۳۰")

    (event,) = every(app)
    assert event.schedule == events.Schedule(date(2027, 2, 6), time(14, 30), "Europe/Paris")


def test_the_same_form_sent_twice_makes_one_event(app: Flask, desk: FlaskClient) -> None:
    first, second = send(desk), send(desk)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(every(app)) == 1


def test_two_events_of_the_same_title_have_addresses_of_their_own(
    app: Flask, desk: FlaskClient
) -> None:
    send(desk)
    send(desk, form_id="f2")

    assert {event.slug for event in every(app)} == {"rally-for-life", "rally-for-life-2"}


def test_a_title_without_latin_letters_has_an_address_too(app: Flask, desk: FlaskClient) -> None:
    send(desk, title="گردهمایی", language="fa")

    (event,) = every(app)
    assert event.slug == "event-2027-02-06"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "Enter a title."),
        ("title", " \u202e ", "Enter a title."),
        ("title", "x" * 201, "This is too long: at most 200 characters."),
        ("place", "", "Enter the place."),
        ("place", "   ", "Enter the place."),
        ("called_by", "", "Say who calls for this event."),
        ("called_by", "\u200b", "Say who calls for this event."),
        ("starts_on", "", "Enter the day."),
        ("starts_on", "tomorrow", "Enter a day like 2027-02-08: year, month, day."),
        ("starts_on", "2027-02-31", "Enter a day like 2027-02-08: year, month, day."),
        ("starts_on", "9999-01-01", "This year cannot be right."),
        ("starts_on", "0001-01-01", "This year cannot be right."),
        ("starts_at", "25:00", "Enter an hour like 14:00."),
        ("starts_at", "noon", "Enter an hour like 14:00."),
        ("starts_at", "14:00+02:00", "Enter an hour like 14:00."),
        ("capacity", "0", "Enter 1 or more, or leave this empty."),
        ("capacity", "-1", "Enter 1 or more, or leave this empty."),
        ("capacity", "many", "Enter a whole number."),
        ("capacity", "1.5", "Enter a whole number."),
        ("capacity", "9" * 30, "Enter 1 or more, or leave this empty."),
    ],
)
def test_what_cannot_be_used_is_said_and_what_was_typed_is_kept(
    app: Flask, desk: FlaskClient, field: str, typed: str, said: str
) -> None:
    answer = send(desk, **{"starts_at": "14:00", "contact": "us@example.org", field: typed})

    assert answer.status_code == 422
    assert errors(answer.text) == [said]
    kept = {**PLAIN, "starts_at": "14:00", "contact": "us@example.org", field: typed}
    for name, value in kept.items():
        shown = f'value="{value}"'
        assert name == "language" or shown in answer.text, name
    assert '<option selected value="en">' in answer.text
    assert every(app) == []


def test_a_language_that_is_not_ours_is_refused(app: Flask, desk: FlaskClient) -> None:
    assert send(desk, language="xx").status_code == 422
    assert every(app) == []


def test_an_event_of_today_can_still_be_added(app: Flask, desk: FlaskClient) -> None:
    send(desk, starts_on=TODAY.isoformat())

    assert len(every(app)) == 1
