"""Describe what a calendar shows of an event. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    """The STATUS of an entry (RFC 5545, 3.8.1.11)."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: days for an hour to be announced, else aware times in the zone of the event.

    `ends` is exclusive. `created` and `changed` are instants in UTC, to the second. An address or a
    place that is nobody's business is empty.
    """

    uid: str
    url: str
    summary: str
    description: str
    location: str
    language: str
    starts: date | datetime
    ends: date | datetime
    timezone: str
    status: Status
    sequence: int
    created: datetime
    changed: datetime
    alarm_before: timedelta | None = None
