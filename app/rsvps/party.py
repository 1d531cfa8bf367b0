"""Describe parties and the people counted for an event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app import events
from app.kernel.errors import Invalid
from app.kernel.ids import EventId, KindId, PartyId

from .admission import PartyState

LARGEST_PARTY = 20
RETENTION = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asks for: places for so many people, by a form with this nonce.

    `seats` are places of further kinds beside them.
    """

    people: int
    nonce: bytes = field(repr=False)
    seats: Mapping[KindId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Party:
    """A party as its own page shows it; `position` is its turn in the waitlist, from 1."""

    id: PartyId
    event_id: EventId
    state: PartyState
    people: int
    position: int | None
    came_on: date
    sure: bool = False
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seats:
    """Places of a further kind that a party has or waits for; pending ones are only wished for."""

    kind: KindId
    state: PartyState
    people: int
    position: int | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Size:
    """What a gate may know of a party: how many people it has places for, or waits for."""

    people: int
    state: PartyState


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of people of one event; no capacity means that places are not limited."""

    confirmed: int
    waiting: int
    capacity: int | None
    waitlist: bool
    held: int = 0

    @property
    def left(self) -> int | None:
        """Return how many places are free, or nothing when they are not limited."""
        return None if self.capacity is None else max(0, self.capacity - self.confirmed - self.held)

    @property
    def is_full(self) -> bool:
        """Tell whether whoever comes now has to wait."""
        return self.left == 0 or self.waiting > 0

    @property
    def may_be_asked_for(self) -> bool:
        """Tell whether places can be had, or waited for."""
        return self.waitlist or not self.is_full


@dataclass(frozen=True, slots=True)
class Day:
    """The people who said on one day that they come; `sure` ones said so again the day before."""

    day: date
    confirmed: int
    waiting: int
    sure: int


def event_of(party: Party) -> events.Event:
    """Return a party's event as the party reads it: with a place, it may be told the place."""
    if party.state is PartyState.CONFIRMED:
        return events.get_for_confirmed(party.event_id)
    return events.get(party.event_id)


def check_people(people: int) -> None:
    """Refuse a number of people that no party may have.

    Raises:
        Invalid: fewer than one person, or more than one party may bring.
    """
    if not 1 <= people <= LARGEST_PARTY:
        raise Invalid("people", "out_of_range")


def destroy_day(event: events.Event) -> date:
    """Return the local day by whose end everything about an event's parties is destroyed."""
    last = event.schedule.over() + RETENTION
    return last.astimezone(ZoneInfo(event.timezone)).date()
