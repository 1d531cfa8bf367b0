"""Decide whether a party gets a place. Pure: no database, no clock.

Every path asks here: the public form, a changed number of people, a freed place, a raised capacity,
an accepted offer, the organisers' hand; for attendance and for every further kind of place alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .errors import Full, TooLarge


class PartyState(StrEnum):
    """What a party has."""

    PENDING = "pending"
    """A place that waits for an address to be confirmed, or for the organisers."""
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    """A place that is held until the party says yes."""
    CANCELLED = "cancelled"


class Entry(StrEnum):
    """What it takes to have a place."""

    OPEN = "open"
    ADDRESS = "address"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Rules:
    """What organisers decided about the places of an event.

    `by_offer`: freed places are offered first, not given at once. `smaller_pass`: a party that is
    larger than the free places lets smaller ones pass.
    """

    entry: Entry = Entry.OPEN
    by_offer: bool = False
    smaller_pass: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The places of an event as they stand, in people; no capacity is no limit.

    `held` places are promised until somebody answers.
    """

    capacity: int | None
    confirmed: int
    waiting: int
    waitlist: bool
    held: int = 0
    rules: Rules = Rules()

    def holds(self, people: int) -> bool:
        """Tell whether so many more people have a place."""
        return self.capacity is None or self.confirmed + self.held + people <= self.capacity

    @property
    def left(self) -> int:
        """Return how many places are free; only for a limited room."""
        return max(0, (self.capacity or 0) - self.confirmed - self.held)

    @property
    def is_open(self) -> bool:
        """Tell whether free places are for whoever comes, because nobody waits for them."""
        return self.waiting == 0 or self.rules.smaller_pass


def decide(room: Room, people: int) -> PartyState:
    """Confirm a new party if it fits and nobody waits before it, else let it wait.

    Where the entry is not open, a party that fits is pending: its place is held for a while.

    Raises:
        TooLarge: it could never fit.
        Full: it does not fit now, and there is no waitlist.
    """
    check_fits_at_all(room, people)
    if room.is_open and room.holds(people):
        return PartyState.CONFIRMED if room.rules.entry is Entry.OPEN else PartyState.PENDING
    if not room.waitlist:
        raise Full(room.left if room.is_open else 0)
    return PartyState.WAITING


def resize(room: Room, state: PartyState, before: int, people: int) -> None:
    """Let a party change its number of people, or refuse; its state stays.

    A party with a place may grow into free places that nobody waits for. A waiting party keeps its
    turn, whatever its size.

    Raises:
        TooLarge: it could never fit.
        Full: there are not enough free places, or others wait for them.
    """
    check_fits_at_all(room, people)
    if state is PartyState.WAITING or people <= before:
        return
    if not room.is_open or not room.holds(people - before):
        raise Full(room.left if room.is_open else 0)


def admit(room: Room, people: int) -> None:
    """Give a party a place by the organisers' hand, out of turn but never past the capacity.

    Raises:
        Full: there are not enough free places.
    """
    if not room.holds(people):
        raise Full(room.left)


def promoted(room: Room, queue: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parties (id, people), first in line first, that the free places are for.

    The line stops at the first party that does not fit, unless smaller ones may pass it. A party
    larger than the whole capacity (which was lowered since) can never fit and holds up nobody.
    """
    taken = room.confirmed + room.held
    for party_id, people in queue:
        if room.capacity is not None and people > room.capacity:
            continue
        if room.capacity is not None and taken + people > room.capacity:
            if room.rules.smaller_pass and taken < room.capacity:
                continue
            return
        taken += people
        yield party_id, people


def after_waiting(room: Room) -> PartyState:
    """Return what a party gets whose turn has come: a place, or the offer of one."""
    return PartyState.OFFERED if room.rules.by_offer else PartyState.CONFIRMED


def check_fits_at_all(room: Room, people: int) -> None:
    """Refuse a party that is larger than the whole room.

    Raises:
        TooLarge: it could never fit.
    """
    if room.capacity is not None and people > room.capacity:
        raise TooLarge(room.capacity)
