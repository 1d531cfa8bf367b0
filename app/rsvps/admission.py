"""Decide whether a party gets a place. Pure: no database, no clock.

Every path asks here: the public form, a changed number of people, a freed place, a raised capacity.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .errors import Full, TooLarge


class PartyState(StrEnum):
    """What a party has."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Room:
    """The places of an event as they stand, in people; no capacity is no limit."""

    capacity: int | None
    confirmed: int
    waiting: int
    waitlist: bool

    def holds(self, people: int) -> bool:
        """Tell whether so many more people have a place."""
        return self.capacity is None or self.confirmed + people <= self.capacity

    @property
    def left(self) -> int:
        """Return how many places are free; only for a limited room."""
        return max(0, (self.capacity or 0) - self.confirmed)


def decide(room: Room, people: int) -> PartyState:
    """Confirm a new party if it fits and nobody waits before it, else let it wait.

    Raises:
        TooLarge: it could never fit.
        Full: it does not fit now, and there is no waitlist.
    """
    _fits_at_all(room, people)
    if room.waiting == 0 and room.holds(people):
        return PartyState.CONFIRMED
    if not room.waitlist:
        raise Full(0 if room.waiting else room.left)
    return PartyState.WAITING


def resize(room: Room, state: PartyState, before: int, people: int) -> None:
    """Let a party change its number of people, or refuse; its state stays.

    A confirmed party may grow into free places that nobody waits for. A waiting party keeps its
    turn, whatever its size.

    Raises:
        TooLarge: it could never fit.
        Full: there are not enough free places, or others wait for them.
    """
    _fits_at_all(room, people)
    if state is PartyState.WAITING or people <= before:
        return
    if room.waiting or not room.holds(people - before):
        raise Full(0 if room.waiting else room.left)


def promoted(room: Room, queue: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parties (id, people), first in line first, that the free places are for.

    The line stops at the first party that does not fit: nobody overtakes it. A party larger than
    the whole capacity (which was lowered since) can never fit and does not hold up the others.
    """
    confirmed = room.confirmed
    for party_id, people in queue:
        if room.capacity is not None and people > room.capacity:
            continue
        if room.capacity is not None and confirmed + people > room.capacity:
            return
        confirmed += people
        yield party_id, people


def _fits_at_all(room: Room, people: int) -> None:
    if room.capacity is not None and people > room.capacity:
        raise TooLarge(room.capacity)
