"""Read the events of a calendar file (RFC 5545), as tolerantly as calendars are written."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from app import events
from app.calendar.timezones import UTC_NAMES
from app.kernel.errors import Invalid

from .told import Read, Told

_EVENT = re.compile(
    r"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?$", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
_UNREADABLE = (ValueError, AttributeError, KeyError, TypeError, IndexError)
_OURS = "@turnout"


def read(content: bytes, zone: str) -> list[Read]:
    """Return what each event says; times of no place's clock are taken to a zone.

    Raises:
        Invalid: there is no event in it.
    """
    text = content.decode("utf-8-sig", errors="replace")
    try:
        found: list[Any] = list(Calendar.from_ical(text).walk("VEVENT"))  # icalendar's own
    except _UNREADABLE:
        # One line spoils the whole file: read the events one by one.
        found = [_alone(block) for block in _EVENT.findall(text)]
    if not found:
        raise Invalid("file", "empty")
    return [_read(event, zone) for event in found]


def _alone(block: str) -> Any:  # icalendar's own, or nothing
    try:
        return Event.from_ical(block.strip() + "\r\n")
    except _UNREADABLE:
        return None


def _read(event: Any, zone: str) -> Read:  # icalendar's own, or nothing
    if event is None:
        return "", Invalid("file", "malformed")
    title = str(event.get("SUMMARY", ""))
    try:
        return title, _told(event, title, zone)
    except Invalid as refusal:
        return title, refusal
    except _UNREADABLE:
        return title, Invalid("starts_on", "malformed")


def _told(event: Any, title: str, otherwise: str) -> Told:  # icalendar's own
    for name in ("RRULE", "RDATE"):
        if name in event:
            raise Invalid("repeats", "not_supported")
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise Invalid("state", "cancelled")
    starts, ends = event.start, event.end
    zone = _zone(starts) or otherwise
    first, last = (_local(when, zone) for when in (starts, ends))
    words = {
        "title": title,
        "place": str(event.get("LOCATION", "")),
        "description": str(event.get("DESCRIPTION", "")),
    }
    return Told(
        words=words,
        **_when(first, last),
        timezone=zone,
        language=str(getattr(event.get("SUMMARY"), "params", {}).get("LANGUAGE", ""))[:2].lower(),
        uid=str(event.get("UID", "")).removesuffix(_OURS),
    )


def _zone(starts: date | datetime) -> str:
    """Return the zone of the place that an event is written in, if it is in one."""
    zone = starts.tzinfo if isinstance(starts, datetime) else None
    key = zone.key if isinstance(zone, ZoneInfo) else ""
    return key if key in events.zones() - UTC_NAMES else ""


def _local(when: date | datetime, zone: str) -> date | datetime:
    """Return a time on the clocks of a zone; one without any is meant so already."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        return when.astimezone(ZoneInfo(zone))
    return when


def _when(first: date | datetime, last: date | datetime) -> dict[str, Any]:  # fields of Told
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        ends = last - timedelta(days=1)
        return {"starts_on": first, "ends_on": ends if ends > first else None}
    on, at = _day_and_hour(first)
    if last <= first:
        return {"starts_on": on, "starts_at": at}
    end_on, end_at = _day_and_hour(last)
    return {"starts_on": on, "starts_at": at, "ends_on": end_on, "ends_at": end_at}


def _day_and_hour(when: datetime) -> tuple[date, time]:
    return when.date(), when.time().replace(second=0, microsecond=0, tzinfo=None)
