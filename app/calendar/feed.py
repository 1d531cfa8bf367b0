"""Write calendar files with the library icalendar, after RFC 5545 and RFC 7986.

No METHOD, no organiser's address, no attendee: these files get shared. No UID on the calendar: it
makes some clients keep one event of a feed. Stamps are those of the event, so that two downloads
are the same bytes; what was written of an entry is kept for the next feed that has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vText

from app.kernel.text import clean, one_line

from .entry import Entry, Status
from .timezones import UTC_NAMES, vtimezone

MEDIA_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Turnout//Turnout//EN"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says about itself; `refresh` is how often clients should ask again.

    A feed of one person alone is `personal`: it rings before its entries, and does not say its own
    address, which is a secret.
    """

    name: str
    description: str
    url: str
    language: str
    refresh: timedelta
    personal: bool = False


def entry_file(entry: Entry) -> bytes:
    """Return a file with one entry, and its alarm if it has one."""
    return _filled(_calendar(), [entry], with_alarm=True)


def feed(about: Feed, entries: Sequence[Entry]) -> bytes:
    """Return a file to subscribe to; a public one without alarms: all phones would ring at once."""
    calendar = _calendar()
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, _text(about.name, about.language))
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        calendar.add(name, _text(about.description, about.language))
    if not about.personal:
        calendar.add("URL", about.url)
        calendar.add("SOURCE", about.url, parameters={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", about.refresh, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{about.refresh // timedelta(hours=1)}H")
    return _filled(calendar, entries, with_alarm=about.personal)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _filled(calendar: Calendar, entries: Sequence[Entry], *, with_alarm: bool) -> bytes:
    """Write a calendar with entries, and with the zones they need before them."""
    written: bytes = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    zones = (zone.encode() for zone in _zones(entries))
    fragments = (_fragment(entry, _moments(entry), with_alarm) for entry in entries)
    return b"".join([written.removesuffix(end), *zones, *fragments, end])


def _zones(entries: Sequence[Entry]) -> list[str]:
    days: dict[str, list[date]] = {}
    for entry in entries:
        if any(_is_zoned(when, entry.timezone) for when in (entry.starts, entry.ends)):
            days.setdefault(entry.timezone, []).append(_day(entry.starts))
    return [vtimezone(zone, min(found), max(found)) for zone, found in sorted(days.items())]


@lru_cache(maxsize=1024)
def _fragment(entry: Entry, moments: str, with_alarm: bool) -> bytes:  # noqa: FBT001 - a key
    """Write one entry, as it was written before if it is the same."""
    del moments
    written: bytes = _event(entry, with_alarm=with_alarm).to_ical()
    return written


def _moments(entry: Entry) -> str:
    """Tell the two 02:30 of the night in autumn apart; for `==` they are the same (PEP 495)."""
    return f"{entry.starts.isoformat()} {entry.ends.isoformat()}"


def _event(entry: Entry, *, with_alarm: bool) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", entry.changed)
    event.add("CREATED", entry.created)
    event.add("LAST-MODIFIED", entry.changed)
    event.add("SEQUENCE", entry.sequence)
    event.add("STATUS", entry.status.value)
    event.add("SUMMARY", _text(one_line(entry.summary), entry.language))
    event.add("DTSTART", _written(entry.starts, entry.timezone))
    event.add("DTEND", _written(entry.ends, entry.timezone))
    if entry.location:
        event.add("LOCATION", _text(one_line(entry.location), entry.language))
    if entry.description:
        event.add("DESCRIPTION", _text(entry.description, entry.language))
    if entry.url:
        event.add("URL", entry.url)
    event.add("TRANSP", "OPAQUE" if entry.status is Status.CONFIRMED else "TRANSPARENT")
    if with_alarm and entry.alarm_before is not None:
        event.add_component(_alarm(entry, entry.alarm_before))
    return event


def _alarm(entry: Entry, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", -before)
    alarm.add("DESCRIPTION", _text(one_line(entry.summary), entry.language))
    return alarm


def _written(when: date | datetime, zone: str) -> date | datetime:
    """Return a time as it is written: in its zone, or in UTC where that could be misread."""
    if not isinstance(when, datetime):
        return when
    return when.astimezone(ZoneInfo(zone) if _is_zoned(when, zone) else UTC)


def _is_zoned(when: date | datetime, zone: str) -> bool:
    """Tell whether a time is written in its zone: not in UTC, nor in an hour that comes twice.

    The first of two 02:30 should be meant (RFC 5545, 3.3.5), but ical.js takes the second.
    """
    if not isinstance(when, datetime) or zone in UTC_NAMES:
        return False
    local = when.astimezone(ZoneInfo(zone))
    return local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()


def _text(text: str, language: str) -> vText:
    written = vText(clean(text))
    written.params["LANGUAGE"] = language
    return written


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
