"""A volunteer's calendar: right in independent parsers, and silent about what it is."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from flask import Flask
from ical.calendar_stream import IcsCalendarStream

from app import calendar, events, volunteers
from app.platform.db import transaction
from tests.makers import a_schedule, an_act, an_event
from tests.makers.volunteering import HOUR, a_need, a_plan, a_volunteer

PARIS = ZoneInfo("Europe/Paris")
LONG_BEFORE = timedelta(days=30)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def feed(secret: str, language: str = "en") -> str:
    volunteer = volunteers.get(secret)
    event = events.get(volunteer.event_id)
    about = calendar.Feed("Shifts", "", "", language, timedelta(hours=1), personal=True)
    return calendar.feed(about, volunteers.entries(volunteer, event, language)).decode()


def read_by_vobject(text: str) -> list[Any]:
    return list(vobject.readOne(text).contents.get("vevent", []))


def times(text: str) -> list[list[tuple[datetime, datetime]]]:
    """Return the times of all entries in UTC, as each parser reads them."""
    ical = IcsCalendarStream.calendar_from_ics(text).events
    return [
        [_utc(event.dtstart, event.dtend) for event in ical],
        [_utc(event.dtstart.value, event.dtend.value) for event in read_by_vobject(text)],
    ]


def _utc(*moments: Any) -> tuple[datetime, datetime]:  # each parser has types of its own
    starts, ends = (moment.astimezone(UTC) for moment in moments)
    return starts, ends


def need_at(event: events.Event, night: date, hour: time, hours: float, role: str) -> int:
    starts = datetime.combine(night, hour, PARIS).astimezone(UTC)
    plan = a_plan(volunteers.Shift(starts, starts + HOUR * hours), role)
    with transaction():
        return volunteers.add_need(event.id, plan, an_act())


def holding(app: Flask, event: events.Event, needs: Iterable[int]) -> str:
    first, *others = needs
    now = event.schedule.begins() - LONG_BEFORE
    secret = a_volunteer(app, event, first, now=now)
    for need in others:
        with transaction():
            volunteers.claim(secret, volunteers.Asked(need), an_act(now))
    return secret


@pytest.mark.parametrize(
    ("day", "hour", "hours"),
    [
        (SPRING, time(1), 2),  # 01:00 to 04:00 on the clocks, two hours long
        (SPRING, time(1, 30), 0.5),  # up to the jump
        (AUTUMN, time(1), 4),  # 01:00 to 04:00 on the clocks, four hours long
        (AUTUMN, time(2, 30), 1),  # 02:30 to the second 02:30
        (date(2027, 6, 12), time(22), 4),  # over midnight
        (date(2027, 12, 31), time(22), 4),  # over the end of the year
    ],
)
def test_every_parser_reads_the_very_instants(
    context: Flask, day: date, hour: time, hours: float
) -> None:
    event = an_event(context, schedule=a_schedule(day, time(0), ends_at=time(23)))
    need = need_at(event, day, hour, hours, "sound")
    secret = holding(context, event, [need])

    shift = volunteers.get_need(event.id, need).shift
    starts = datetime.combine(day, hour, PARIS).astimezone(UTC)
    assert shift.length == HOUR * hours
    assert times(feed(secret)) == [[(starts, starts + HOUR * hours)]] * 2


def test_shifts_of_a_night_in_which_the_clocks_change_overlap_by_what_really_passes(
    context: Flask,
) -> None:
    event = an_event(context, schedule=a_schedule(AUTUMN, time(0), ends_at=time(23)))
    first = need_at(event, AUTUMN, time(1), 2, "sound")  # ends at the second 02:00
    clash = need_at(event, AUTUMN, time(2), 0.5, "welcome")  # the first 02:00
    after = need_at(event, AUTUMN, time(3), 1, "welcome")
    secret = holding(context, event, [first, after])

    with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
        volunteers.claim(
            secret, volunteers.Asked(clash), an_act(event.schedule.begins() - LONG_BEFORE)
        )

    assert refused.value.objection is volunteers.Objection.OVERLAP


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Shift"), ("fr", "Créneau"), ("fa", "نوبت")]
)
def test_an_entry_says_neither_what_nor_where_nor_for_whom(
    context: Flask, language: str, title: str
) -> None:
    event = an_event(context, title="Rally against it", place="Place Denfert-Rochereau")
    need = a_need(context, event, "legal-observer", post="North gate")
    secret = a_volunteer(context, event, need, "Mina")

    text = feed(secret, language)

    (entry,) = read_by_vobject(text)
    assert entry.summary.value == title
    for said in (
        "Rally",
        "Denfert",
        "North gate",
        "bserver",
        "Mina",
        secret,
        event.slug,
        event.uid,
        "http",
    ):
        assert said not in text


def test_entries_ring_two_hours_before(context: Flask) -> None:
    event = an_event(context)
    secret = a_volunteer(context, event, a_need(context, event))

    (entry,) = read_by_vobject(feed(secret))

    assert entry.valarm.trigger.value == timedelta(hours=-2)


def test_another_time_keeps_the_name_and_raises_the_sequence(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secret = a_volunteer(context, event, need)
    (before,) = read_by_vobject(feed(secret))
    later = volunteers.Shift(event.schedule.begins() + HOUR, event.schedule.begins() + HOUR * 3)
    with transaction():
        volunteers.change_need(event.id, need, a_plan(later), an_act())

    (after,) = read_by_vobject(feed(secret))

    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert after.dtstamp.value == after.last_modified.value >= before.dtstamp.value


def test_what_is_called_off_stays_and_says_so(context: Flask) -> None:
    event = an_event(context)
    removed, kept = a_need(context, event), a_need(context, event, begins=3)
    secret = holding(context, event, [removed, kept])
    with transaction():
        volunteers.remove_need(event.id, removed, an_act())
    some = [entry.status.value for entry in read_by_vobject(feed(secret))]
    with transaction():
        events.cancel(event.id, an_act())

    entries = read_by_vobject(feed(secret))

    assert some == ["CANCELLED", "CONFIRMED"]
    assert [entry.status.value for entry in entries] == ["CANCELLED"] * 2
    assert [entry.summary.value for entry in entries] == ["[Cancelled] Shift"] * 2
    assert [entry.sequence.value for entry in entries] == ["2", "1"]


def test_two_downloads_are_the_same_bytes(context: Flask) -> None:
    event = an_event(context)
    secret = a_volunteer(context, event, a_need(context, event))

    assert feed(secret) == feed(secret)


def test_nothing_in_two_calendars_tells_that_their_owners_work_together(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secrets = [a_volunteer(context, event, need, handle) for handle in ("Mina", "Omid")]

    (mine,), (yours,) = (read_by_vobject(feed(secret)) for secret in secrets)

    assert mine.uid.value != yours.uid.value
