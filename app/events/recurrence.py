"""Decide on which days an action comes back. Pure: local days; no database, no clock.

The rules are those that people use, written as in calendars (RFC 5545, 3.3.10): weekly on some
days, every so many weeks, or monthly on the nth weekday.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

from app.kernel.errors import Invalid

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_MONTHS = 12
_MOST = 1000
_BY_DAY = re.compile(r"(-1|[1-4])?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"}


@dataclass(frozen=True, slots=True)
class Rule:
    """Every so many weeks on these weekdays (Monday is 0), or months on the `nth` one of them.

    It ends after `count` days or with `until`, or not at all.
    """

    weekdays: tuple[int, ...]
    every: int = 1
    nth: int = 0
    count: int | None = None
    until: date | None = None

    def days(self, first: date) -> Iterator[date]:
        """Yield the days from the first one on, soonest first."""
        from_first = (day for day in self._all(first) if day >= first)
        for day in islice(from_first, self.count or _MOST):
            if self.until is not None and day > self.until:
                return
            yield day

    def check(self, first: date) -> None:
        """Refuse a first day on which the action would not be, or a rule that cannot be.

        Raises:
            Invalid: that is so.
        """
        is_told = self.weekdays and 1 <= self.every <= _MONTHS and (self.count or 1) >= 1
        if not is_told or (self.nth and len(self.weekdays) != 1):
            raise Invalid("rule", "malformed")
        if self.count is not None and self.until is not None:
            raise Invalid("rule", "ended_twice")
        if next(self.days(first), None) != first:
            raise Invalid("rule", "not_on_the_first_day")

    def written(self) -> str:
        """Return the rule as calendars write it; its last day as one, as for whole days."""
        days = ",".join(f"{self.nth or ''}{_DAYS[day]}" for day in self.weekdays)
        parts = [
            f"FREQ={'MONTHLY' if self.nth else 'WEEKLY'}",
            f"INTERVAL={self.every}" if self.every > 1 else "",
            f"BYDAY={days}",
            f"UNTIL={self.until:%Y%m%d}" if self.until else "",
            f"COUNT={self.count}" if self.count else "",
        ]
        return ";".join(part for part in parts if part)

    def _all(self, first: date) -> Iterator[date]:
        if self.nth:
            for months in count(0, self.every):
                yield _nth_weekday(first, months, self.nth, self.weekdays[0])
        monday = first - _DAY * first.weekday()
        for weeks in count(0, self.every):
            for weekday in self.weekdays:
                yield monday + _WEEK * weeks + _DAY * weekday


def read_rule(typed: str) -> Rule:
    """Read a rule such as FREQ=WEEKLY;BYDAY=TU or FREQ=MONTHLY;BYDAY=1SA;UNTIL=20271231.

    Raises:
        Invalid: it is malformed, or of a kind that we do not know.
    """
    parts = [part.partition("=") for part in typed.upper().replace(" ", "").split(";") if part]
    told = {name: value for name, _, value in parts}
    days = [_BY_DAY.fullmatch(part) for part in told.get("BYDAY", "").split(",")]
    nths = {int(day[1] or 0) for day in days if day}
    known = told.keys() <= _KNOWN and len(told) == len(parts) and told.get("WKST", "MO") == "MO"
    monthly = told.get("FREQ") == "MONTHLY"
    kind_fits = told.get("FREQ") in {"WEEKLY", "MONTHLY"} and (nths != {0}) is monthly
    if not (known and kind_fits and all(days) and len(nths) == 1):
        raise Invalid("rule", "unknown")
    try:
        return Rule(
            weekdays=tuple(sorted({_DAYS.index(day[2]) for day in days if day})),
            every=int(told.get("INTERVAL", "1")),
            nth=nths.pop(),
            count=int(told["COUNT"]) if "COUNT" in told else None,
            until=date.fromisoformat(told["UNTIL"][:8]) if "UNTIL" in told else None,
        )
    except ValueError:
        raise Invalid("rule", "malformed") from None


def _nth_weekday(first: date, months: int, nth: int, weekday: int) -> date:
    """Return the nth such weekday of a month after the first day's, or the last one for -1."""
    past = first.month - 1 + months
    month = date(first.year + past // _MONTHS, past % _MONTHS + 1, 1)
    if nth > 0:
        return month + _DAY * ((weekday - month.weekday()) % 7) + _WEEK * (nth - 1)
    last = (month.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
    return last - _DAY * ((last.weekday() - weekday) % 7)
