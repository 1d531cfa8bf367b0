"""Describe volunteers: what they ask for, and what their own page and the roster show."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app import events
from app.kernel.ids import EventId, VolunteerId

from .need import Need

LONGEST_HANDLE = 40
RETENTION = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asks for: a shift, under a handle, by a form with this nonce."""

    need_id: int
    handle: str = field(repr=False)
    nonce: bytes = field(repr=False)
    adult: bool = False


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer as their own page shows them, with their shifts, soonest first."""

    id: VolunteerId
    event_id: EventId
    handle: str = field(repr=False)
    secret_hash: bytes = field(repr=False)
    adult: bool
    came_on: date
    shifts: tuple[Need, ...] = ()

    @property
    def standing(self) -> tuple[Need, ...]:
        """Return the shifts that the organisers have not removed."""
        return tuple(need for need in self.shifts if not need.removed)

    def has(self, need_id: int) -> bool:
        """Tell whether they have a shift."""
        return any(need.id == need_id for need in self.shifts)


@dataclass(frozen=True, slots=True)
class Rostered:
    """A need and the handles of those who have it, in alphabetical order."""

    need: Need
    handles: tuple[str, ...] = field(repr=False)


def destroy_day(event: events.Event) -> date:
    """Return the local day by whose end everything about an event's volunteers is destroyed."""
    last = event.schedule.over() + RETENTION
    return last.astimezone(ZoneInfo(event.timezone)).date()
