"""Write VTIMEZONE components that every calendar reads right (RFC 5545, 3.6.5).

The library's own generator lists onsets as one multi-valued RDATE, of which Thunderbird, ical.js
and Outlook read at most the first: every summer event would be an hour late. Here each change of
the clocks that keeps its rule through the whole span becomes an RRULE, and any other a component of
its own. Onsets are written in the wall time before the change.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

# Names of UTC itself; a TZID of that kind is not understood everywhere.
UTC_NAMES = frozenset(
    f"{area}{name}"
    for area in ("", "Etc/")
    for name in ("UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu")
)
_YEARS_BEFORE, _YEARS_AFTER = 1, 5
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clocks: its instant in UTC, the offsets around it, the name that begins."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def onset(self) -> datetime:
        """Return the wall time before the change at which it happens."""
        return (self.at + self.before).replace(tzinfo=None)


def vtimezone(zone: str, first: date, last: date) -> str:
    """Return the VTIMEZONE of a zone, right from a year before `first` to five after `last`.

    Lines end with CRLF.
    """
    return _vtimezone(zone, first.year - _YEARS_BEFORE, last.year + _YEARS_AFTER)


@lru_cache(maxsize=512)
def _vtimezone(zone: str, first_year: int, last_year: int) -> str:
    # A year more in front, so that the rule in force on the first day has begun.
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    changes = _changes(ZoneInfo(zone), start, datetime(last_year + 1, 1, 1, tzinfo=UTC))
    years = range(first_year - 1, last_year + 1)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *_observances(zone, changes, start, years)]
    return "\r\n".join([*lines, "END:VTIMEZONE", ""])


def _observances(zone: str, changes: list[Change], start: datetime, years: range) -> list[str]:
    kinds: dict[tuple[timedelta, timedelta, str], list[Change]] = defaultdict(list)
    for change in changes:
        kinds[change.before, change.after, change.name].append(change)
    rules = {kind: _rule(found, years) for kind, found in kinds.items()}
    lines: list[str] = []
    if not changes or not all(rules.values()):
        lines += _from_the_start(ZoneInfo(zone), start)
    for kind, found in kinds.items():
        rule = rules[kind]
        for change in found[:1] if rule else found:
            lines += _observance(change, rule)
    return lines


def _from_the_start(zone: ZoneInfo, start: datetime) -> list[str]:
    """Write what is in force before the first change."""
    at_start = start.astimezone(zone)
    offset = at_start.utcoffset() or timedelta()
    return _observance(Change(start - offset, offset, offset, at_start.tzname() or ""), "")


def _observance(change: Change, rule: str) -> list[str]:
    kind = "DAYLIGHT" if change.after > change.before else "STANDARD"
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{change.onset:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{change.name}",
    ]
    return [*lines, *([f"RRULE:{rule}"] if rule else []), f"END:{kind}"]


def _rule(changes: list[Change], years: range) -> str:
    """Return the yearly rule that the changes follow, or nothing if they follow none."""
    onsets = [change.onset for change in changes]
    same = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if [onset.year for onset in onsets] != list(years) or len(same) != 1:
        return ""
    month, weekday, _ = same.pop()
    from_start = {(onset.day - 1) // _WEEK + 1 for onset in onsets}
    is_last = all((onset + timedelta(days=_WEEK)).month != onset.month for onset in onsets)
    if is_last:
        nth = -1
    elif len(from_start) == 1:
        nth = from_start.pop()
    else:
        return ""
    return f"FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{_DAYS[weekday]}"


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> list[Change]:
    days = [start + _STEP * day for day in range((end - start) // _STEP + 1)]
    return [
        _change(zone, earlier, later)
        for earlier, later in pairwise(days)
        if _clock(zone, earlier) != _clock(zone, later)
    ]


def _change(zone: ZoneInfo, earlier: datetime, later: datetime) -> Change:
    """Find the second in between at which the clocks change."""
    before = _clock(zone, earlier)
    while later - earlier > _SECOND:
        middle = (earlier + (later - earlier) / 2).replace(microsecond=0)
        if _clock(zone, middle) == before:
            earlier = middle
        else:
            later = middle
    after, name = _clock(zone, later)
    return Change(later, before[0], after, name)


def _clock(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, str]:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname() or ""


def _offset(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign = "-" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{sign}{hours:02d}{minutes:02d}" + (f"{left:02d}" if left else "")
