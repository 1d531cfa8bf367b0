"""Describe a need: a role wanted in a shift, and how far it is filled. Frozen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
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
class Terms:
    """What organisers ask of those who take a shift, beyond coming.

    `trained_only`: only who was trained for the role. `speakers`: so many must speak a language.
    `opens_at`: from when it can be taken. `notice`: how long before it, it can be given back.
    """

    trained_only: bool = False
    speakers: Mapping[str, int] = field(default_factory=dict)
    opens_at: datetime | None = None
    notice: timedelta = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Plan:
    """What organisers say about a need, when they add or change it."""

    role: Role
    shift: Shift
    numbers: Numbers
    languages: tuple[str, ...] = ()
    adults_only: bool = False
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Need:
    """A role wanted in a shift. `uid` names it to calendars.

    `taken` of its places are taken, `held` are offered to somebody, `waiting` people wait, and
    `handed` of those who have it look for somebody to take it over. Of
    those who have it, so many are `speakers` of each language that is wanted.
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
    terms: Terms
    speakers: Mapping[str, int]
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

    def speakers_missing(self, joining: Collection[str] = ()) -> int:
        """Return how many places must be kept for speakers once somebody joined who speaks these.

        Each language counts for itself: one person may turn out to speak two of them.
        """
        return sum(
            max(0, wanted - self.speakers.get(code, 0) - (code in joining))
            for code, wanted in self.terms.speakers.items()
        )

    def without(self, languages: Collection[str]) -> "Need":
        """Return the need as it would be if somebody left it who speaks these languages."""
        fewer = {code: self.speakers.get(code, 0) - 1 for code in languages}
        return replace(self, taken=self.taken - 1, speakers={**self.speakers, **fewer})
