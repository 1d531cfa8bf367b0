"""Describe an event to machines, after schema.org/Event."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from app.platform import links, prose
from app.platform.i18n import gettext

from .event import Event, Text
from .states import State

_SCHEMA = "https://schema.org/"


def json_ld(event: Event, text: Text) -> Markup:
    """Return an event as JSON-LD that is safe inside a script element."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": text.title,
        "description": text.summary or prose.as_plain(text.description),
        "inLanguage": text.language,
        "startDate": _start(event),
        "eventStatus": _SCHEMA + _status(event),
        "previousStartDate": _previous_start(event),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _location(text),
        "organizer": {"@type": "Organization", "name": text.called_by},
        "isAccessibleForFree": True,
        "url": links.absolute(links.event(event.slug, text.language)),
    }
    described["endDate"] = _end(event)
    return htmlsafe_json_dumps({name: value for name, value in described.items() if value})


def _location(text: Text) -> dict[str, str]:
    if text.place:
        return {"@type": "Place", "name": text.place, "address": text.place}
    return {"@type": "Place", "name": gettext("The place will be announced.")}


def _status(event: Event) -> str:
    if event.state is State.CANCELLED:
        return "EventCancelled"
    if event.is_open:
        return "EventPostponed"
    return "EventScheduled" if event.was_on is None else "EventRescheduled"


def _previous_start(event: Event) -> str:
    """Return the start that the public knew before; an open date has none but its old one."""
    if event.was_on is None or event.is_open:
        return ""
    return _written(event.was_on, event.was_at, event.timezone)


def _start(event: Event) -> str:
    return _written(event.starts_on, event.starts_at, event.timezone)


def _end(event: Event) -> str:
    if event.ends_at is None and event.ends_on is None:
        return ""
    hour = event.ends_at if event.starts_at is not None else None
    return _written(event.schedule.last_day(), hour, event.timezone)


def _written(day: date, hour: time | None, zone: str) -> str:
    if hour is None:
        return day.isoformat()
    return datetime.combine(day, hour, ZoneInfo(zone)).isoformat()
