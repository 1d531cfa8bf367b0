"""Read calendar files as others do: engines that share no code with ours but one's parser."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import ics
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar


@dataclass(frozen=True, slots=True)
class Read:
    """What an engine understands of an entry: days, or instants in UTC."""

    uid: str
    starts: date | datetime
    ends: date | datetime
    summary: str
    description: str
    location: str
    status: str


def by_ical(text: str) -> list[Read]:
    """Read with the package ical, which Home Assistant uses."""
    events: list[Any] = IcsCalendarStream.calendar_from_ics(text).events  # half of it may be None
    return [
        Read(
            event.uid,
            in_utc(event.dtstart),
            in_utc(event.dtend),
            event.summary,
            event.description,
            event.location,
            str(event.status.value),
        )
        for event in events
    ]


def by_vobject(text: str) -> list[Read]:
    """Read with vobject, which Radicale uses."""
    return [
        Read(
            event.uid.value,
            in_utc(event.dtstart.value),
            in_utc(event.dtend.value),
            event.summary.value,
            event.description.value,
            event.location.value,
            event.status.value,
        )
        for event in vobject.readOne(text).vevent_list
    ]


def by_ics(text: str) -> list[Read]:
    """Read with ics, a parser made from a grammar."""
    return [
        Read(
            event.uid,
            event.begin.date() if event.all_day else event.begin.datetime.astimezone(UTC),
            event.end.date() if event.all_day else event.end.datetime.astimezone(UTC),
            event.name,
            event.description,
            event.location,
            event.status,
        )
        for event in ics.Calendar(text).events
    ]


def by_recurring(text: str) -> list[Read]:
    """Read with icalendar's parser, and the times by recurring-ical-events."""
    everything = recurring_ical_events.of(Calendar.from_ical(text)).all()
    return [
        Read(
            str(event["UID"]),
            in_utc(event["DTSTART"].dt),
            in_utc(event["DTEND"].dt),
            str(event.get("SUMMARY", "")),
            str(event.get("DESCRIPTION", "")),
            str(event.get("LOCATION", "")),
            str(event.get("STATUS", "")),
        )
        for event in everything
    ]


ENGINES: Mapping[str, Callable[[str], list[Read]]] = {
    "ical": by_ical,
    "vobject": by_vobject,
    "ics": by_ics,
    "recurring-ical-events": by_recurring,
}


def in_utc(when: date | datetime) -> date | datetime:
    """Return an instant in UTC; a day stays a day."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when
