"""Hand an entry to the calendars of large companies, which then learn who opens it. Pure.

Each address holds the title, the time, the place and where the truth is, and nothing more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote, urlencode

from .entry import Entry


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A company's calendar, and the address that fills in an entry there."""

    name: str
    address: str


def elsewhere(entry: Entry) -> list[Elsewhere]:
    """Return where an entry can be taken to."""
    return [
        Elsewhere(
            "Google", _address("https://calendar.google.com/calendar/render", _google(entry))
        ),
        Elsewhere(
            "Outlook",
            _address("https://outlook.live.com/calendar/0/deeplink/compose", _outlook(entry)),
        ),
        Elsewhere("Yahoo", _address("https://calendar.yahoo.com/", _yahoo(entry))),
    ]


def _google(entry: Entry) -> Mapping[str, str]:
    return {
        "action": "TEMPLATE",
        "text": entry.summary,
        "dates": f"{_short(entry.starts)}/{_short(entry.ends)}",
        "ctz": entry.timezone,
        "location": entry.location,
        "details": entry.url,
    }


def _outlook(entry: Entry) -> Mapping[str, str]:
    return {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": _long(entry.starts),
        "enddt": _long(entry.ends),
        "allday": "false" if isinstance(entry.starts, datetime) else "true",
        "subject": entry.summary,
        "location": entry.location,
        "body": entry.url,
    }


def _yahoo(entry: Entry) -> Mapping[str, str]:
    when = {"st": _short(entry.starts), "et": _short(entry.ends)}
    if not isinstance(entry.starts, datetime):
        # Here the last day belongs to the entry.
        when = {
            "st": _short(entry.starts),
            "et": _short(entry.ends - timedelta(days=1)),
            "dur": "allday",
        }
    return {"v": "60", "title": entry.summary, **when, "in_loc": entry.location, "desc": entry.url}


def _short(when: date | datetime) -> str:
    """Write 20270703T123000Z, or 20270703."""
    if isinstance(when, datetime):
        return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{when:%Y%m%d}"


def _long(when: date | datetime) -> str:
    """Write 2027-07-03T12:30:00Z, or 2027-07-03."""
    if isinstance(when, datetime):
        return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return when.isoformat()


def _address(start: str, told: Mapping[str, str]) -> str:
    return f"{start}?{urlencode(told, quote_via=quote)}"
