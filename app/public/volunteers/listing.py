"""Read what a volunteer looks for, and put what is needed in the order of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from app import volunteers
from app.kernel.text import latin_digits, one_line

_MOST = 50
_LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Offer:
    """A need, and what stands against this visitor's taking it."""

    need: volunteers.Need
    objection: volunteers.Objection | None


@dataclass(frozen=True, slots=True)
class Asks:
    """What some needs ask of people beyond coming: boxes that a form has."""

    age: bool
    training: bool
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShiftOffers:
    """What is needed in one shift."""

    shift: volunteers.Shift
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class DayOffers:
    """What is needed on one local day."""

    day: date
    shifts: tuple[ShiftOffers, ...]


@dataclass(frozen=True, slots=True)
class Looking:
    """What was asked for, kept as typed; what cannot be read does not restrict."""

    role: str
    speaks: str
    day: str
    since: str
    until: str
    urgent: bool
    page: int

    @classmethod
    def of(cls, args: "MultiDict[str, str]") -> "Looking":
        """Read the address of the list."""
        role, speaks, day, since, until = (
            latin_digits(one_line(args.get(name, "")))[:40]
            for name in ("role", "speaks", "day", "from", "to")
        )
        page = latin_digits(args.get("page", "1"))
        number = min(int(page), _LAST_PAGE) if page.isdecimal() and int(page) else 1
        return cls(role, speaks, day, since, until, args.get("urgent") == "1", number)

    @property
    def most(self) -> int:
        """Return how many needs a page shows."""
        return _MOST

    @property
    def restricts(self) -> bool:
        """Tell whether anything but the page was asked for."""
        return bool(self.fields())

    @property
    def suffix(self) -> str:
        """Return the query of this page's address."""
        fields = self.fields() | ({"page": str(self.page)} if self.page > 1 else {})
        return f"?{urlencode(fields)}" if fields else ""

    def fields(self) -> dict[str, str]:
        """Return what restricts, as it stands in the address."""
        told = {
            "role": self.role,
            "speaks": self.speaks,
            "day": self.day,
            "from": self.since,
            "to": self.until,
            "urgent": "1" if self.urgent else "",
        }
        return {name: value for name, value in told.items() if value}

    def fits(self, need: volunteers.Need, zone: ZoneInfo) -> bool:
        """Tell whether a need is what was looked for."""
        starts = need.shift.starts.astimezone(zone)
        ends = need.shift.ends.astimezone(zone)
        return (
            self.role in {"", need.role.key}
            and (not self.speaks or self._helps(need))
            and self.day in {"", starts.date().isoformat()}
            and (not self.urgent or need.coverage is volunteers.Coverage.UNDER)
            and self._is_free(starts, ends)
        )

    def on_page(self, needs: Sequence[volunteers.Need]) -> Sequence[volunteers.Need]:
        """Return the needs that this page shows."""
        return needs[(self.page - 1) * _MOST : self.page * _MOST]

    def _helps(self, need: volunteers.Need) -> bool:
        """Tell whether the visitor's language helps with a need; any does where none is named."""
        named = {*need.languages, *need.terms.speakers}
        return not named or self.speaks in named

    def _is_free(self, starts: datetime, ends: datetime) -> bool:
        """Tell whether a shift lies in the hours in which the visitor is free."""
        since, until = _hour(self.since), _hour(self.until)
        over_midnight = ends.date() > starts.date()
        return (since is None or starts.time() >= since) and (
            until is None or (ends.time() <= until and not over_midnight)
        )


def asks_of(offers: Iterable[Offer]) -> Asks:
    """Return what at least one of some needs asks."""
    needs = [offer.need for offer in offers]
    wanted = {code for need in needs for code in need.terms.speakers}
    return Asks(
        age=any(need.adults_only for need in needs),
        training=any(need.terms.trained_only for need in needs),
        languages=tuple(code for code in volunteers.LANGUAGES if code in wanted),
    )


def by_time(offers: Iterable[Offer], zone: ZoneInfo) -> list[DayOffers]:
    """Group what is needed by local day and shift; it comes in the order of time."""
    shifts = [
        ShiftOffers(shift, tuple(together))
        for shift, together in groupby(offers, key=lambda offer: offer.need.shift)
    ]
    days = groupby(shifts, key=lambda group: group.shift.starts.astimezone(zone).date())
    return [DayOffers(day, tuple(together)) for day, together in days]


def days_of(needs: Iterable[volunteers.Need], zone: ZoneInfo) -> list[date]:
    """Return the local days on which something is needed."""
    return sorted({need.shift.starts.astimezone(zone).date() for need in needs})


def _hour(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed)
    except ValueError:
        return None
