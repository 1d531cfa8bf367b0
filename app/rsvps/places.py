"""Lock the places of one event, once what was held in them for too long has gone."""

from sqlalchemy import select, update

from app import tickets
from app.kernel.act import Act
from app.kernel.ids import KindId
from app.platform.db import session

from .admission import Entry, PartyState
from .ledger import Places, claims_on, count, next_number
from .line import promote
from .models import KindRow, PartyRow, RoomRow
from .wishes import drop


def locked_room(event_id: int, act: Act) -> RoomRow:
    """Lock the room of an event, and let what was held for too long go."""
    found = (
        select(RoomRow)
        .where(RoomRow.event_id == event_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    room = session().scalars(found).one()
    _let_go(room, act)
    return room


def kinds_in(room: RoomRow, act: Act) -> dict[KindId, KindRow]:
    """Return the further kinds of place in a locked room, by their ids, those removed left out."""
    found = (
        select(KindRow)
        .where(KindRow.event_id == room.event_id, ~KindRow.removed)
        .order_by(KindRow.id)
        .execution_options(populate_existing=True)
    )
    kinds = {KindId(kind.id): kind for kind in session().scalars(found)}
    for kind in kinds.values():
        _let_go(kind, act)
    return kinds


def ticket_hash(room: RoomRow, secret: str) -> bytes:
    """Return what stands for a party's ticket in the tables."""
    key = tickets.key_of(room.event_uid)
    return tickets.ticket_hash(key, tickets.ticket_id(key, secret))


def _let_go(places: Places, act: Act) -> None:
    """End what was held until now; its places go to the first in line."""
    if not places.held:
        return
    claims = claims_on(places)
    late = (
        select(claims.party_id, claims.row.state, claims.row.people)
        .where(claims.here, claims.row.ends_at <= act.now)
        .order_by(claims.row.number)
    )
    rows = session().execute(late).all()
    for party_id, state, people in rows:
        count(places, PartyState(state), -people)
        if state == PartyState.OFFERED:
            _send_to_the_end(places, party_id, people)
        elif isinstance(places, RoomRow):
            _end_pending(places, party_id)
    if rows:
        promote(places, act)


def _send_to_the_end(places: Places, party_id: int, people: int) -> None:
    """Let a party that did not answer wait again, behind all others."""
    claims = claims_on(places)
    waits = update(claims.row).where(claims.here, claims.party_id == party_id)
    number = next_number(places)
    session().execute(waits.values(state=PartyState.WAITING, number=number, ends_at=None))
    count(places, PartyState.WAITING, people)


def _end_pending(room: RoomRow, party_id: int) -> None:
    """Take a party out that confirmed no address; who waits for the organisers goes on waiting."""
    party = update(PartyRow).where(PartyRow.id == party_id)
    if room.entry == Entry.APPROVAL:
        session().execute(party.values(ends_at=None))
        return
    out = party.values(state=PartyState.CANCELLED, ends_at=None).returning(PartyRow.ticket_hash)
    tickets.revoke(room.event_id, session().execute(out).scalar_one())
    drop(party_id)
