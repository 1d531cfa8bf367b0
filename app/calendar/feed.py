"""Write calendar files with the library icalendar, after RFC 5545 and RFC 7986.

No METHOD, no organiser's address, no attendee: these files get shared. No UID on the calendar: it
makes some clients keep one event of a feed. Stamps are those of the event, so that two downloads
are the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vText

from app.kernel.text import clean, one_line

from .entry import Entry
from .timezones import vtimezone

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
    calendar = _calendar([entry])
    calendar.add_component(_event(entry, with_alarm=True))
    written: bytes = calendar.to_ical()
    return written


def feed(about: Feed, entries: Sequence[Entry]) -> bytes:
    """Return a file to subscribe to; a public one without alarms: all phones would ring at once."""
    calendar = _calendar(entries)
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, _text(about.name, about.language))
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        calendar.add(name, _text(about.description, about.language))
    if not about.personal:
        calendar.add("URL", about.url)
        calendar.add("SOURCE", about.url, parameters={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", about.refresh, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{about.refresh // timedelta(hours=1)}H")
    for entry in entries:
        calendar.add_component(_event(entry, with_alarm=about.personal))
    written: bytes = calendar.to_ical()
    return written


def _calendar(entries: Sequence[Entry]) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    for zone in sorted({entry.timezone for entry in entries if isinstance(entry.starts, datetime)}):
        days = [_day(entry.starts) for entry in entries if entry.timezone == zone]
        calendar.add_component(Timezone.from_ical(vtimezone(zone, min(days), max(days))))
    return calendar


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
    event.add("DESCRIPTION", _text(entry.description, entry.language))
    if entry.url:
        event.add("URL", entry.url)
    event.add("TRANSP", "OPAQUE")
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
    """Return a time as it is written: in its zone, but in UTC in the night's second 02:30."""
    if not isinstance(when, datetime):
        return when
    local = when.astimezone(ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC")) if local.fold else local


def _text(text: str, language: str) -> vText:
    written = vText(clean(text))
    written.params["LANGUAGE"] = language
    return written


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
