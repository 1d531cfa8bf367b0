"""Describe a need: a role wanted in a shift, and how far it is filled. Frozen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.ids import EventId, NeedId

from .roles import Role

# What people who volunteer may speak; the interface knows three of them.
LANGUAGES = ("fr", "en", "fa", "ar", "ku", "az", "tr", "de", "es", "it")


class Coverage(StrEnum):
    """How far a need is filled."""

    UNDER = "under"
    OPEN = "open"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Shift:
    """When and where: instants in UTC, and a post in the organisers' words or nothing."""

    starts: datetime
    ends: datetime
    post: str = ""

    @property
    def length(self) -> timedelta:
        """Return how long it really lasts, whatever the clocks do meanwhile."""
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many people a need wants."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What organisers say about a need, when they add or change it."""

    role: Role
    shift: Shift
    numbers: Numbers
    languages: tuple[str, ...] = ()
    adults_only: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """A role wanted in a shift. `uid` names it to calendars.

    `taken` of its places are taken, `held` are offered to somebody, `waiting` people wait, and
    `handed` of those who have it look for somebody to take it over.
    """

    id: NeedId
    event_id: EventId
    uid: str
    role: Role
    shift: Shift
    numbers: Numbers
    taken: int
    held: int
    waiting: int
    handed: int
    languages: tuple[str, ...]
    adults_only: bool
    removed: bool
    sequence: int
    created_at: datetime
    changed_at: datetime

    @property
    def coverage(self) -> Coverage:
        """Tell how far it is filled."""
        if self.taken < self.numbers.least:
            return Coverage.UNDER
        return Coverage.OPEN if self.left else Coverage.FULL

    @property
    def missing(self) -> int:
        """Return how many people lack to the least."""
        return max(0, self.numbers.least - self.taken)

    @property
    def left(self) -> int:
        """Return how many places are free."""
        return max(0, self.numbers.most - self.taken - self.held)
