"""Describe volunteers: what they ask for, and what their own page and the roster show."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app import events
from app.kernel.ids import EventId, NeedId, VolunteerId

from .need import Need
from .rota import Skills

LONGEST_HANDLE = 40
RETENTION = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """A shift that somebody asks for.

    `or_wait`: to wait for it if it is full. `link`: to take it over from whoever gave them this.
    `speaks` and `trained`: what they say that they can.
    """

    need_id: int
    adult: bool = False
    or_wait: bool = False
    link: str = field(default="", repr=False)
    speaks: frozenset[str] = frozenset()
    trained: bool = False

    def skills_for(self, role_key: str) -> Skills:
        """Return what they say that they can, when the shift is one of this role."""
        return Skills(self.speaks, frozenset([role_key] if self.trained else ()))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asks for: a first shift, under a handle, by a form with this nonce."""

    asked: Asked
    handle: str = field(repr=False)
    nonce: bytes = field(repr=False)


class Standing(StrEnum):
    """How far somebody without a shift has come to it."""

    WAITING = "waiting"
    OFFERED = "offered"
    """A place is held until they answer."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A shift that somebody would like: their number in line, or until when it is held."""

    need: Need
    standing: Standing
    number: int
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """A shift that somebody else may take over, by its link or, if it is open, from the list."""

    need_id: NeedId
    secret: str = field(repr=False)
    is_open: bool


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer as their own page shows them, with their shifts, soonest first."""

    id: VolunteerId
    event_id: EventId
    handle: str = field(repr=False)
    secret_hash: bytes = field(repr=False)
    adult: bool
    skills: Skills = field(repr=False)
    came_on: date
    shifts: tuple[Need, ...] = ()
    candidacies: tuple[Candidacy, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()

    @property
    def standing(self) -> tuple[Need, ...]:
        """Return the shifts that the organisers have not removed."""
        return tuple(need for need in self.shifts if not need.removed)

    def has(self, need_id: int) -> bool:
        """Tell whether they have a shift."""
        return any(need.id == need_id for need in self.shifts)

    def is_offered(self, need_id: int) -> bool:
        """Tell whether a place of a shift is held for them."""
        wish = self.candidacy(need_id)
        return wish is not None and wish.standing is Standing.OFFERED

    def hand_over(self, need_id: int) -> HandOver | None:
        """Return how a shift of theirs can be taken over, if they want that."""
        return next((asked for asked in self.hand_overs if asked.need_id == need_id), None)

    def candidacies_at(self, now: datetime) -> tuple[Candidacy, ...]:
        """Return the shifts they would like, without those that were held until now."""
        return tuple(w for w in self.candidacies if w.ends_at is None or w.ends_at > now)

    def candidacy(self, need_id: int) -> Candidacy | None:
        """Return how far they have come to a shift that they would like."""
        return next((wish for wish in self.candidacies if wish.need.id == need_id), None)


@dataclass(frozen=True, slots=True)
class Rostered:
    """A need and the handles of those who have it, in alphabetical order."""

    need: Need
    handles: tuple[str, ...] = field(repr=False)


def destroy_day(event: events.Event) -> date:
    """Return the local day by whose end everything about an event's volunteers is destroyed."""
    last = event.schedule.over() + RETENTION
    return last.astimezone(ZoneInfo(event.timezone)).date()
