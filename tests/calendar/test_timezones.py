"""A VTIMEZONE says of every instant what tzdata says, from a year before to five years after."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Timezone

from app import events
from app.calendar.timezones import UTC_NAMES, vtimezone
from tests.makers import TODAY

FIRST = TODAY
LAST = FIRST + timedelta(days=548)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
# Constant rules, none, shifted hours, half hours, rules that end, Ramadan, a day that was skipped.
SAMPLE = (
    "Europe/Paris",
    "Asia/Tehran",
    "America/New_York",
    "America/Santiago",
    "America/Nuuk",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Asia/Jerusalem",
    "Asia/Gaza",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Antarctica/Troll",
    "Europe/Dublin",
    "Pacific/Chatham",
    "Pacific/Apia",
    "America/Havana",
    "EST5EDT",
    "Asia/Kabul",
)


def offset_in(zone: Any, instant: datetime) -> timedelta:
    """Return the offset by RFC 5545, 3.6.5: that of the observance whose onset came last."""
    onsets: list[tuple[datetime, timedelta]] = [
        (onset, observance["TZOFFSETTO"].td)
        for observance in zone.subcomponents
        if (onset := last_onset(observance, instant)) is not None
    ]
    return max(onsets)[1]


def last_onset(observance: Any, instant: datetime) -> Any:  # as icalendar's values
    before, start = observance["TZOFFSETFROM"].td, observance["DTSTART"].dt
    wall = instant.replace(tzinfo=None) + before
    if "RRULE" not in observance:
        return start - before if start <= wall else None
    rule = rrulestr(observance["RRULE"].to_ical().decode(), dtstart=start)
    onset = rule.before(wall, inc=True)
    return None if onset is None else onset - before


def instants(zone: ZoneInfo) -> Iterator[datetime]:
    """Yield a second before and after each change of the clocks, and the middles in between."""
    start = datetime(FIRST.year - 1, 1, 1, tzinfo=UTC)
    end = datetime(LAST.year + 5, 12, 31, tzinfo=UTC)
    for earlier, later in pairwise([start, *changes(zone, start, end), end]):
        yield from (earlier, earlier + SECOND, earlier + (later - earlier) / 2, later - SECOND)


def changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    hours = (start + HOUR * number for number in range((end - start) // HOUR))
    for earlier, later in pairwise(hours):
        if offset(zone, earlier) != offset(zone, later):
            yield the_change(zone, earlier, later)


def the_change(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime:
    while later - earlier > SECOND:
        middle = (earlier + (later - earlier) / 2).replace(microsecond=0)
        if offset(zone, middle) == offset(zone, earlier):
            earlier = middle
        else:
            later = middle
    return later


def offset(zone: ZoneInfo, instant: datetime) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()


def misread(name: str) -> list[datetime]:
    """Return the instants of which a VTIMEZONE says something else than tzdata."""
    zone, written = ZoneInfo(name), Timezone.from_ical(vtimezone(name, FIRST, LAST))
    return [one for one in instants(zone) if offset_in(written, one) != offset(zone, one)]


@pytest.mark.parametrize("zone", SAMPLE)
def test_a_zone_is_written_as_it_is(zone: str) -> None:
    assert misread(zone) == []


@pytest.mark.soak
def test_every_zone_is_written_as_it_is() -> None:
    found = {zone: misread(zone) for zone in sorted(events.zones() - UTC_NAMES)}

    assert {zone: instants for zone, instants in found.items() if instants} == {}
    assert len(found) > 550


def test_paris_takes_little_room_and_two_rules() -> None:
    written = vtimezone("Europe/Paris", FIRST, LAST)

    assert len(written.encode()) <= 500
    assert written.count("RRULE:FREQ=YEARLY;BYMONTH=") == 2
    assert "RDATE" not in written


@pytest.mark.parametrize("zone", SAMPLE)
def test_a_zone_is_written_as_outlook_reads_it(zone: str) -> None:
    lines = vtimezone(zone, FIRST, LAST).split("\r\n")

    read = {"BEGIN", "END", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE"}
    assert {line.partition(":")[0] for line in lines if line} <= read
    assert max(map(len, lines)) <= 75
