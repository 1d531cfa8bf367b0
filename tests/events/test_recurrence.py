"""Days of a series are those that calendars find by the same rule, across both nights of clocks."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from app.calendar.timezones import vtimezone
from app.events import Schedule
from app.events.recurrence import Rule, read_rule
from app.kernel.errors import Invalid

PARIS = ZoneInfo("Europe/Paris")
MOST = 60

weekly = st.builds(
    Rule,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    every=st.integers(1, 6),
)
monthly = st.builds(
    Rule,
    weekdays=st.integers(0, 6).map(lambda day: (day,)),
    every=st.integers(1, 6),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
)
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))


@st.composite
def series(draw: st.DrawFn) -> tuple[Rule, date, time, frozenset[date]]:
    """Draw a rule, its first day, an hour, and days that are skipped."""
    rule = draw(weekly | monthly)
    around = draw(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
    first = next(rule.days(around))
    end = draw(st.sampled_from(["count", "until"]))
    number = draw(st.integers(1, MOST))
    last = list(islice(Rule(rule.weekdays, rule.every, rule.nth).days(first), number))[-1]
    ended = {"count": number} if end == "count" else {"until": last}
    whole = Rule(rule.weekdays, rule.every, rule.nth, **ended)
    days = list(whole.days(first))
    skipped = draw(st.sets(st.sampled_from(days), max_size=min(3, len(days) - 1)))
    return whole, first, draw(hours), frozenset(skipped - {first})


def written(rule: Rule, first: date, hour: time, skipped: frozenset[date]) -> str:
    """Write a series as one recurring entry, as another calendar would."""
    starts = datetime.combine(first, hour)
    text = rule.written()
    if rule.until is not None:
        last = datetime.combine(rule.until, hour, PARIS).astimezone(UTC)
        text = text.replace(f"UNTIL={rule.until:%Y%m%d}", f"UNTIL={last:%Y%m%dT%H%M%SZ}")
    without = [f"EXDATE;TZID=Europe/Paris:{day:%Y%m%d}T{hour:%H%M%S}" for day in sorted(skipped)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//EN",
        *vtimezone("Europe/Paris", first - timedelta(days=2), first + timedelta(days=3000)).split(
            "\r\n"
        )[:-1],
        "BEGIN:VEVENT",
        "UID:one@test",
        "DTSTAMP:20240101T000000Z",
        f"DTSTART;TZID=Europe/Paris:{starts:%Y%m%dT%H%M%S}",
        "DURATION:PT1H",
        f"RRULE:{text}",
        *without,
        "SUMMARY:One",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)


def by_recurring(text: str) -> list[datetime]:
    found = recurring_ical_events.of(Calendar.from_ical(text)).all()
    return [event["DTSTART"].dt.astimezone(UTC) for event in found]


def by_ical(text: str) -> list[datetime]:
    timeline = IcsCalendarStream.calendar_from_ics(text).timeline
    starts = [event.dtstart for event in timeline]
    return [start.astimezone(UTC) for start in starts if isinstance(start, datetime)]


def by_vobject(text: str) -> list[datetime]:
    """Read it without its zone: vobject keeps zones by name, from one file to the next."""
    text = re.sub(r"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", "", text, flags=re.DOTALL)
    text = re.sub(r"UNTIL=(\w+)Z", _until_by_the_clock, text.replace(";TZID=Europe/Paris", ""))
    event = vobject.readOne(text).vevent
    return [
        start.replace(tzinfo=PARIS).astimezone(UTC) for start in event.getrruleset(addRDate=True)
    ]


def _until_by_the_clock(found: re.Match[str]) -> str:
    until = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return f"UNTIL={until.astimezone(PARIS):%Y%m%dT%H%M%S}"


@settings(max_examples=500)
@example((Rule((0,), until=date(2024, 4, 1)), date(2024, 4, 1), time(0), frozenset()))
@given(series())
def test_engines_find_the_same_instants(
    drawn: tuple[Rule, date, time, frozenset[date]],
) -> None:
    rule, first, hour, skipped = drawn

    ours = [
        Schedule(day, hour, "Europe/Paris").begins()
        for day in rule.days(first)
        if day not in skipped
    ]

    text = written(rule, first, hour, skipped)
    for engine in (by_recurring, by_ical, by_vobject):
        assert sorted(engine(text)) == ours, engine.__name__


@given(weekly | monthly)
def test_a_rule_is_read_as_it_is_written(rule: Rule) -> None:
    assert read_rule(rule.written()) == rule
    assert rrulestr(rule.written(), dtstart=datetime(2024, 1, 1)) is not None  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=WEEKLY;BYDAY=TU;BYHOUR=3",
        "FREQ=WEEKLY;BYDAY=TU;BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=many",
        "FREQ=WEEKLY;BYDAY=TU;WKST=SU",
    ],
)
def test_other_rules_are_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="rule"):
        read_rule(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", "not_on_the_first_day"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=2;UNTIL=20240301", "ended_twice"),
        ("FREQ=WEEKLY;BYDAY=TU;INTERVAL=0", "malformed"),
        ("FREQ=MONTHLY;BYDAY=1TU", "not_on_the_first_day"),
    ],
)
def test_a_series_begins_on_its_first_day(typed: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        read_rule(typed).check(date(2024, 1, 30))
