"""Keep account of the places of one event, under the lock of its room."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update

from app import events, tickets
from app.kernel.act import Act
from app.platform.db import session

from .admission import Entry, PartyState, Room, Rules, after_waiting, promoted
from .deadline import offer_ends
from .levels import listening_among, tell
from .models import PartyRow, RoomRow

_AT_ONCE = 200


def locked_room(event_id: int, act: Act) -> RoomRow:
    """Lock the room of an event, and let what was held for too long go."""
    found = (
        select(RoomRow)
        .where(RoomRow.event_id == event_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    room = session().scalars(found).one()
    if room.held and _settle(room, act):
        promote(room, act)
    return room


def view(room: "RoomRow | Row[Any]") -> Room:  # the columns of a table as they come
    """Return a room as `admission` decides about it."""
    return Room(
        capacity=room.capacity,
        confirmed=room.confirmed,
        waiting=room.waiting,
        waitlist=room.waitlist,
        held=room.held,
        rules=rules_of(room),
    )


def rules_of(room: "RoomRow | Row[Any]") -> Rules:  # as above
    """Return what was decided about the places of a room."""
    return Rules(Entry(room.entry), room.by_offer, room.smaller_pass)


def count(room: RoomRow, state: PartyState, people: int) -> None:
    """Count so many people more, or fewer, in a state."""
    if state is PartyState.CONFIRMED:
        room.confirmed += people
    elif state is PartyState.WAITING:
        room.waiting += people
    elif state in {PartyState.OFFERED, PartyState.PENDING}:
        room.held += people
    session().flush()


def promote(room: RoomRow, act: Act) -> None:
    """Give or offer the free places to those first in line, and tell those who get updates."""
    if not room.waiting or (room.capacity is not None and view(room).left == 0):
        return
    state = after_waiting(view(room))
    ends_at = offer_ends(events.get(room.event_id), act.now) if room.by_offer else None
    chosen = list(promoted(view(room), _line(room)))
    for at in range(0, len(chosen), _AT_ONCE):
        _place(room, dict(chosen[at : at + _AT_ONCE]), state, ends_at, act)


def ticket_hash(room: RoomRow, secret: str) -> bytes:
    """Return what stands for a party's ticket in the tables."""
    key = tickets.key_of(room.event_uid)
    return tickets.ticket_hash(key, tickets.ticket_id(key, secret))


def _place(
    room: RoomRow,
    people_of: Mapping[int, int],
    state: PartyState,
    ends_at: datetime | None,
    act: Act,
) -> None:
    now_in = update(PartyRow).where(PartyRow.id.in_(people_of))
    session().execute(now_in.values(state=state, ends_at=ends_at))
    people = sum(people_of.values())
    count(room, PartyState.WAITING, -people)
    count(room, state, people)
    for party_id in listening_among(people_of):
        tell(party_id, "offer" if state is PartyState.OFFERED else "place", act)


def _line(room: RoomRow) -> Iterator[tuple[int, int]]:
    """Yield the line, first first, in pieces: most of a long one is never read."""
    after = 0
    while True:
        piece = (
            select(PartyRow.id, PartyRow.people, PartyRow.number)
            .where(_in(room, PartyState.WAITING), PartyRow.number > after)
            .order_by(PartyRow.number)
            .limit(_AT_ONCE)
        )
        if room.capacity is not None and room.smaller_pass:
            # Else a single free place would have the whole line read, for a party of one.
            piece = piece.where(PartyRow.people <= view(room).left)
        rows = session().execute(piece).all()
        for party_id, people, number in rows:
            yield party_id, people
            after = number
        if len(rows) < _AT_ONCE:
            return


def _settle(room: RoomRow, act: Act) -> bool:
    """End what was held until now; tell whether there was anything."""
    late = (
        select(PartyRow.id, PartyRow.state, PartyRow.people, PartyRow.ticket_hash)
        .where(PartyRow.event_id == room.event_id, PartyRow.ends_at <= act.now)
        .order_by(PartyRow.number)
    )
    rows = session().execute(late).all()
    for party_id, state, people, ticket in rows:
        count(room, PartyState(state), -people)
        session().execute(
            update(PartyRow).where(PartyRow.id == party_id).values(_after_too_late(room, state))
        )
        if state == PartyState.OFFERED:
            count(room, PartyState.WAITING, people)
        elif room.entry != Entry.APPROVAL:
            tickets.revoke(room.event_id, ticket)
    return bool(rows)


def _after_too_late(room: RoomRow, state: str) -> dict[str, object]:
    """Return where a party stands that did not answer: at the end of the line, or out.

    Who waits for the organisers goes on waiting for them, without a place that is held.
    """
    if state == PartyState.OFFERED:
        room.next_number += 1
        number = room.next_number - 1
        return {"state": PartyState.WAITING, "number": number, "ends_at": None}
    if room.entry == Entry.APPROVAL:
        return {"ends_at": None}
    return {"state": PartyState.CANCELLED, "ends_at": None}


def _in(room: RoomRow, state: PartyState) -> ColumnElement[bool]:
    return (PartyRow.event_id == room.event_id) & (PartyRow.state == state)
