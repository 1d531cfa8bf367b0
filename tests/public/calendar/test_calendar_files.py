"""Calendar files as they are fetched, read by parsers that are not ours."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from flask import Flask
from flask.testing import FlaskClient
from ical.calendar_stream import IcsCalendarStream

from app import events
from app.cli.demo import load_sample
from app.platform.db import transaction
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event, words
from tests.makers.sites import CAMPAIGN, a_site


def entry(text: str) -> Any:  # the parser's own, of many types
    (found,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return found


def test_three_parsers_read_the_same_times(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, schedule=a_schedule(date(2027, 7, 3), time(14, 30), ends_at=time(17)))

    text = client.get(f"/e/{event.slug}.ics").text

    zone = ZoneInfo("Europe/Paris")
    expected = (
        datetime(2027, 7, 3, 14, 30, tzinfo=zone),
        datetime(2027, 7, 3, 17, tzinfo=zone),
    )
    ours = entry(text)
    (theirs,) = IcsCalendarStream.calendar_from_ics(text).events
    other = vobject.readOne(text).vevent
    assert (ours.start, ours.end) == expected
    assert (theirs.start_datetime, theirs.end_datetime) == expected
    assert (other.dtstart.value, other.dtend.value) == expected


def test_the_rally_of_8_february_is_an_all_day_entry(context: Flask, client: FlaskClient) -> None:
    load_sample(an_act())

    text = client.get("/e/paris-8-february-2025.ics").text

    assert "DTSTART;VALUE=DATE:20250208\r\n" in text
    assert "DTEND;VALUE=DATE:20250209\r\n" in text
    (read,) = IcsCalendarStream.calendar_from_ics(text).events
    assert (read.start, read.end) == (date(2025, 2, 8), date(2025, 2, 9))
    assert vobject.readOne(text).vevent.dtstart.value == date(2025, 2, 8)


def test_a_file_is_named_after_the_event_and_says_what_it_is(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, schedule=a_schedule(date(2027, 7, 3)))

    answer = client.get(f"/e/{event.slug}.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="2027-07-03-rally.ics"'


@pytest.mark.parametrize("asked", ["", "?lang=xx", "?lang=fr"])
def test_the_language_is_never_guessed_from_the_browser(
    app: Flask, client: FlaskClient, asked: str
) -> None:
    event = an_event(app, language="fa", title="گردهمایی")

    text = client.get(f"/e/{event.slug}.ics{asked}", headers={"Accept-Language": "en"}).text

    assert "SUMMARY;LANGUAGE=fa:گردهمایی" in text


def test_a_cancelled_event_stays_and_says_so(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    before = entry(client.get(f"/e/{event.slug}.ics").text)
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    after = entry(client.get(f"/e/{event.slug}.ics").text)

    assert after["UID"] == before["UID"]
    assert (after["STATUS"], after["SUMMARY"]) == ("CANCELLED", "[Cancelled] Rally")
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_drafts_are_in_no_file(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, published=False)

    assert client.get(f"/e/{event.slug}.ics").status_code == 404
    assert "BEGIN:VEVENT" not in client.get("/events.ics").text


def test_the_feed_has_all_near_dates_and_how_often_to_ask(app: Flask, client: FlaskClient) -> None:
    for slug, days in {"soon": 1, "last": -20, "old": -40, "far": 500, "too-far": 600}.items():
        an_event(app, title=slug, schedule=a_schedule(TODAY + timedelta(days=days)))

    calendar = icalendar.Calendar.from_ical(client.get("/events.ics").text)

    found = {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
    assert found == {"soon", "last", "far"}
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert "VALARM" not in client.get("/events.ics").text


@pytest.mark.parametrize(
    ("lang", "name"), [("fr", "Manifestations"), ("en", "Demonstrations"), ("fa", "گردهمایی‌ها")]
)
def test_the_feed_is_named_in_the_language_asked_for(
    app: Flask, client: FlaskClient, lang: str, name: str
) -> None:
    event = an_event(app, title="Rally")
    with app.app_context(), transaction():
        events.reword(event.id, lang, words(title=f"In {lang}"), an_act())

    calendar = icalendar.Calendar.from_ical(client.get(f"/events.ics?lang={lang}").text)

    assert calendar["NAME"] == name
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [f"In {lang}"]


def test_a_campaigns_feed_has_its_own_events_only(app: Flask, client: FlaskClient) -> None:
    a_site(app)

    assert "BEGIN:VEVENT" not in client.get(f"/c/{CAMPAIGN}.ics").text


def test_a_partys_entry_rings_the_day_before_and_names_nobody(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    secret = a_party(app, event, people=3)

    text = client.get(f"/p/{secret}/event.ics").text

    (alarm,) = entry(text).walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-1)
    assert secret not in text
    assert "/p/" not in text
    assert text.replace("\r\n ", "").count("ATTENDEE") == 0
    without_alarm = text[: text.index("BEGIN:VALARM")] + text[text.index("END:VEVENT") :]
    assert without_alarm == client.get(f"/e/{event.slug}.ics").text


def test_a_partys_entry_does_not_ring_for_what_is_cancelled(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    secret = a_party(app, event)
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    text = client.get(f"/p/{secret}/event.ics").text

    assert entry(text)["STATUS"] == "CANCELLED"
    assert "VALARM" not in text
