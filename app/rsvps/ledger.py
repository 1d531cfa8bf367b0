"""Keep the numbers of places true: of attendance, and of each further kind."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.errors import Invalid
from app.platform.db import session

from .admission import Entry, PartyState, Room, Rules
from .errors import BelowConfirmed
from .models import KindRow, PartyRow, RoomRow, SeatsRow

Places = RoomRow | KindRow


@dataclass(frozen=True, slots=True)
class Claims:
    """The rows of those who have such places or wait for them, each of one party."""

    row: type[PartyRow] | type[SeatsRow]
    party_id: InstrumentedAttribute[int]
    here: ColumnElement[bool]


def claims_on(places: "Places | Row[Any]") -> Claims:
    """Return whose places these are."""
    if isinstance(places, KindRow):
        return Claims(SeatsRow, SeatsRow.party_id, SeatsRow.kind_id == places.id)
    return Claims(PartyRow, PartyRow.id, PartyRow.event_id == places.event_id)


def view(places: "Places | Row[Any]") -> Room:  # the columns of a table as they come
    """Return places as `admission` decides about them."""
    return Room(
        capacity=places.capacity,
        confirmed=places.confirmed,
        waiting=places.waiting,
        waitlist=places.waitlist,
        held=places.held,
        rules=rules_of(places),
    )


def view_for(places: "Places | Row[Any]", people: int) -> Room:  # as above
    """Return places as `admission` decides about so many people more.

    Who is in line but larger than the whole capacity, which was lowered since, is not before them.
    """
    room = view(places)
    if not room.waiting or room.is_open or not room.holds(people):
        return room
    claims = claims_on(places)
    ahead = exists().where(
        claims.here,
        claims.row.state == PartyState.WAITING,
        claims.row.people <= places.capacity,
    )
    return room if session().scalar(select(ahead)) else replace(room, waiting=0)


def rules_of(places: "Places | Row[Any]") -> Rules:  # as above
    """Return by which rules places are given."""
    return Rules(Entry(places.entry), places.by_offer, places.smaller_pass)


def count(places: Places, state: PartyState, people: int) -> None:
    """Count so many people more, or fewer, in a state."""
    if state is PartyState.CONFIRMED:
        places.confirmed += people
    elif state is PartyState.WAITING:
        places.waiting += people
    elif state in {PartyState.OFFERED, PartyState.PENDING}:
        places.held += people
    session().flush()


def is_counted(state: PartyState, ends_at: datetime | None) -> bool:
    """Tell whether somebody is counted: who is pending, only while a place is held."""
    return state is not PartyState.PENDING or ends_at is not None


def next_number(places: Places) -> int:
    """Return the next place in line."""
    places.next_number += 1
    return places.next_number - 1


def set_capacity(places: Places, capacity: int | None, *, waitlist: bool) -> None:
    """Change how many places there are; who is promoted is another's business.

    Raises:
        BelowConfirmed: more people than that have a place, or one that is held for them.
    """
    taken = places.confirmed + places.held
    stays_overfull = places.overfull and capacity == places.capacity
    if capacity is not None and capacity < taken and not stays_overfull:
        raise BelowConfirmed(taken)
    places.capacity, places.waitlist = capacity, waitlist
    places.overfull = places.overfull and capacity is not None and capacity < taken


def overfill_to(places: Places, capacity: int) -> None:
    """Lower the number of places below those who have one, and throw nobody out."""
    places.capacity = capacity
    places.overfull = capacity < places.confirmed + places.held


def check_capacity(capacity: int | None) -> None:
    """Refuse fewer than one place.

    Raises:
        Invalid: there would be none.
    """
    if capacity is not None and capacity < 1:
        raise Invalid("capacity", "out_of_range")
