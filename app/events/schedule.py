"""Decide when an event begins and is over. Pure: wall time, zone and rules; no database, no clock.

Wall times that do not exist (the spring night) are read as after the jump, and times that exist
twice (the autumn night) as the first of the two, as Python's `fold=0` does (PEP 495).
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from app.kernel.errors import Invalid

ASSUMED_LENGTH = timedelta(hours=4)
# Without a new day, an event postponed to an open date is past after half a year (ADR 0013).
OPEN_FOR = timedelta(days=180)
LONGEST = timedelta(days=31)
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
# Names of no place: a page could not say whose time it shows.
_NOWHERE = {"Factory", "localtime"}


class Phase(StrEnum):
    """Where an event stands on the clock."""

    UPCOMING = "upcoming"
    NOW = "now"
    PAST = "past"


def local_hour(typed: str) -> time:
    """Read an hour such as 14:00; one with an offset is refused, because the zone says it.

    Raises:
        ValueError: this is no such hour.
    """
    hour = time.fromisoformat(typed)
    if hour.tzinfo is not None:
        raise ValueError(typed)
    return hour


def local_moment(typed: str) -> datetime:
    """Read a local day and hour such as 2027-02-01T09:00; one with an offset is refused.

    Raises:
        ValueError: this is no such moment.
    """
    moment = datetime.fromisoformat(typed)
    if moment.tzinfo is not None or "T" not in typed:
        raise ValueError(typed)
    return moment


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """Return the IANA zones that an event can be in."""
    return frozenset(available_timezones() - _NOWHERE)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an event is: local wall time in an IANA zone; no `starts_at` means hour to be announced.

    The end is optional. An end hour without an end day is on the first day, or on the next one when
    it is not after the start; an end day without an hour is a whole day.

    While a postponed event has no new date it `is_open`: the day is the one that no longer holds.
    """

    starts_on: date
    starts_at: time | None
    timezone: str
    ends_on: date | None = None
    ends_at: time | None = None
    is_open: bool = False

    def begins(self) -> datetime:
        """Return the first instant, in UTC; the day's first when the hour is unknown."""
        if self.is_open:
            return self._instant(self.starts_on + OPEN_FOR, time.min)
        return self._instant(self.starts_on, self.starts_at or time.min)

    def over(self) -> datetime:
        """Return the instant from which it is past, in UTC."""
        if self.is_open:
            return self._instant(self.starts_on + OPEN_FOR + timedelta(days=1), time.min)
        if self.starts_at is not None and self.ends_at is not None:
            return self._instant(self.last_day(), self.ends_at)
        if self.starts_at is not None and self.ends_on is None:
            return self.begins() + ASSUMED_LENGTH
        return self._instant(self.last_day() + timedelta(days=1), time.min)

    def last_day(self) -> date:
        """Return the local day on which it ends."""
        if self.ends_on is not None:
            return self.ends_on
        ends_next_day = (
            self.starts_at is not None
            and self.ends_at is not None
            and self.ends_at <= self.starts_at
        )
        return self.starts_on + timedelta(days=1) if ends_next_day else self.starts_on

    def phase(self, now: datetime) -> Phase:
        """Tell whether it is still to come, going on, or past."""
        if now >= self.over():
            return Phase.PAST
        begun = now >= self.begins() and not self.is_open
        return Phase.NOW if begun else Phase.UPCOMING

    def moved_to(self, day: date) -> "Schedule":
        """Return the same hours from another day on."""
        last = None if self.ends_on is None else self.ends_on + (day - self.starts_on)
        return replace(self, starts_on=day, ends_on=last, is_open=False)

    def moves_by(self, later: "Schedule") -> timedelta:
        """Return by how much the wall clock differs from this start to another one."""
        days = later.starts_on - self.starts_on
        if self.starts_at is None or later.starts_at is None:
            return days
        first, second = (datetime.combine(date.min, at) for at in (self.starts_at, later.starts_at))
        return days + (second - first)

    def opened(self) -> "Schedule":
        """Return the same times, which no longer hold."""
        return replace(self, is_open=True)

    def planned(self) -> "Schedule":
        """Return the times that were announced last, whether or not they hold."""
        return replace(self, is_open=False)

    def check(self) -> None:
        """Refuse a schedule that cannot be.

        Raises:
            Invalid: unknown zone, a year out of range, an end that is not after the start, or more
                than 31 days.
        """
        if self.timezone not in zones():
            raise Invalid("timezone", "unknown")
        if not _FIRST_YEAR <= self.starts_on.year <= _LAST_YEAR:
            raise Invalid("starts_on", "out_of_range")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise Invalid("ends_on", "before_start")
        if self.over() <= self.begins():
            raise Invalid("ends_at", "before_start")
        if self.over() > self.begins() + LONGEST:
            raise Invalid("ends_on", "longer_than_31_days")

    def _instant(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, ZoneInfo(self.timezone)).astimezone(UTC)
