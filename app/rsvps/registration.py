"""Take a party's RSVP: the deed that a whole crowd does at once.

Five statements, built once: while they run, everybody else who wants a place waits for the lock.
Only who wants places of a further kind, too, takes more.
"""

from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from app import events, tickets
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session, table_of
from app.platform.own_link import locator

from .admission import PartyState, decide
from .deadline import pending_ends
from .errors import EventOver, ReplayDiffers
from .ledger import view_for
from .models import PartyRow, RoomRow
from .party import Wish, check_people
from .places import locked_room
from .queries import view as seen
from .seats import ask, asked_by
from .secret import secret_of

_room, _party = table_of(RoomRow), table_of(PartyRow)

_LOCK = select(_room).where(_room.c.event_id == bindparam("event")).with_for_update()
_ASKED = select(_party.c.id, _party.c.asked).where(
    _party.c.event_id == bindparam("event"), _party.c.secret_hash == bindparam("secret_hash")
)
_ADD = insert(_party).returning(_party.c.id)
_COUNT = (
    update(_room)
    .where(_room.c.event_id == bindparam("event"))
    .values(
        confirmed=_room.c.confirmed + bindparam("in_now"),
        waiting=_room.c.waiting + bindparam("in_line"),
        held=_room.c.held + bindparam("in_doubt"),
        next_number=_room.c.next_number + 1,
    )
)


def register(event_id: EventId, wish: Wish, act: Act) -> str:
    """Take a party's RSVP and return the secret of its page: a place if there is one, else a turn.

    The same form sent again leads to the same party.

    Raises:
        Invalid: fewer than one person, or more than one party may bring.
        EventOver: the event takes no RSVPs.
        ReplayDiffers: this form was sent before, for another number of people or other places.
        TooLarge, Full: as `admission.decide`.
        KindNotFound, SeatsTaken: as `seats.ask`; then the party has no place at all.
    """
    check_people(wish.people)
    room = _locked(event_id, act)
    secret = secret_of(room.event_uid, wish.nonce)
    key = tickets.key_of(room.event_uid)
    secret_hash = tickets.secret_hash(key, secret)
    known = session().execute(_ASKED, {"event": event_id, "secret_hash": secret_hash}).first()
    if known is not None:
        _check_replay(*known, wish)
        return secret
    if not events.takes_rsvps(event_id, act.now):
        raise EventOver
    state = decide(view_for(room, wish.people), wish.people)
    party = {
        "event_id": event_id,
        "locator": locator(secret),
        "secret_hash": secret_hash,
        "ticket_hash": tickets.ticket_hash(key, tickets.ticket_id(key, secret)),
        "state": state.value,
        "people": wish.people,
        "asked": wish.people,
        "number": room.next_number,
        "came_on": act.now.date(),
        "ends_at": pending_ends(act.now) if state is PartyState.PENDING else None,
    }
    party_id = session().execute(_ADD, party).scalar_one()
    _count(event_id, state, wish.people)
    if wish.seats:
        _ask_for_seats(party_id, wish, act)
    return secret


def _locked(event_id: EventId, act: Act) -> Row[Any]:  # the columns of a table as they come
    """Lock the room, once what was held in it for too long has gone."""
    room = session().execute(_LOCK, {"event": event_id}).one()
    if not room.held:
        return room
    locked_room(event_id, act)
    return session().execute(_LOCK, {"event": event_id}).one()


def _count(event_id: EventId, state: PartyState, people: int) -> None:
    counted = {
        "in_now": people if state is PartyState.CONFIRMED else 0,
        "in_line": people if state is PartyState.WAITING else 0,
        "in_doubt": people if state is PartyState.PENDING else 0,
    }
    session().execute(_COUNT, {"event": event_id, **counted})


def _ask_for_seats(party_id: int, wish: Wish, act: Act) -> None:
    party = seen(session().get_one(PartyRow, party_id))
    ask(session().get_one(RoomRow, party.event_id), party, wish.seats, act)


def _check_replay(party_id: int, asked: int, wish: Wish) -> None:
    if asked != wish.people or asked_by(party_id) != wish.seats:
        raise ReplayDiffers
