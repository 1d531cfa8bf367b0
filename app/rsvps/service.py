"""Take RSVPs and keep them true: register, resize, cancel, erase, promote, destroy."""

from sqlalchemy import delete, insert, select, update

from app import events, tickets
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId
from app.platform.db import session
from app.platform.own_link import locator

from .admission import PartyState, Room, decide, promoted, resize
from .errors import BelowConfirmed, EventOver, PartyCancelled, PartyNotFound, ReplayDiffers
from .levels import tell
from .models import PartyRow, RoomRow
from .party import LARGEST_PARTY, Party, Wish
from .queries import counts, find
from .secret import hash_of, secret_of


def open_room(event_id: int, capacity: int | None, waitlist: bool, act: Act) -> None:  # noqa: FBT001 - stored as it is
    """Give a new event its places and its keys; an event that has them keeps them.

    Raises:
        Invalid: fewer than one place.
    """
    _check_capacity(capacity)
    if session().get(RoomRow, event_id) is not None:
        return
    event_uid = events.get(event_id).uid
    tickets.make_key(event_uid, act)
    session().add(
        RoomRow(event_id=event_id, event_uid=event_uid, capacity=capacity, waitlist=waitlist)
    )
    session().flush()


def set_room(event_id: int, capacity: int | None, waitlist: bool, act: Act) -> None:  # noqa: FBT001 - stored as it is
    """Change how many places there are; freed ones go to the first in line.

    Raises:
        Invalid: fewer than one place.
        BelowConfirmed: more people than that have a place already.
    """
    _check_capacity(capacity)
    stands = counts(event_id)
    if (stands.capacity, stands.waitlist) != (capacity, waitlist):
        # Before the room is locked: who edits an event locks the event first, too.
        events.show_change(event_id, act)
    room = _locked_room(event_id)
    if capacity is not None and capacity < room.confirmed:
        raise BelowConfirmed(room.confirmed)
    room.capacity, room.waitlist = capacity, waitlist
    _promote(room, act)


def register(event_id: EventId, wish: Wish, act: Act) -> str:
    """Take a party's RSVP and return the secret of its page: a place if there is one, else a turn.

    The same form sent again leads to the same party.

    Raises:
        Invalid: fewer than one person, or more than one party may bring.
        EventOver: the event takes no RSVPs.
        ReplayDiffers: this form was sent before, for another number of people.
        TooLarge, Full: as `admission.decide`.
    """
    _check_people(wish.people)
    room = _locked_room(event_id)
    secret = secret_of(room.event_uid, wish.nonce)
    secret_hash = hash_of(room.event_uid, secret)
    asked = session().scalar(
        select(PartyRow.asked).where(
            PartyRow.event_id == event_id, PartyRow.secret_hash == secret_hash
        )
    )
    if asked is not None:
        return _replayed(secret, asked, wish)
    if not events.takes_rsvps(event_id, act.now):
        raise EventOver
    state = decide(_view(room), wish.people)
    session().execute(
        insert(PartyRow).values(
            event_id=event_id,
            locator=locator(secret),
            secret_hash=secret_hash,
            ticket_hash=_ticket_hash(room, secret),
            state=state,
            people=wish.people,
            asked=wish.people,
            number=room.next_number,
            came_on=act.now.date(),
        )
    )
    room.next_number += 1
    _count(room, state, wish.people)
    return secret


def change_people(secret: str, people: int, act: Act) -> None:
    """Let a party be more or fewer; freed places go to the first in line.

    Raises:
        Invalid: fewer than one person, or more than one party may bring.
        PartyNotFound: the secret opens nothing.
        PartyCancelled, EventOver: it is too late.
        TooLarge, Full: as `admission.resize`.
    """
    _check_people(people)
    room, party = _locked(secret)
    _still_going(party, room, act)
    resize(_view(room), party.state, party.people, people)
    session().execute(update(PartyRow).where(PartyRow.id == party.id).values(people=people))
    _count(room, party.state, people - party.people)
    _promote(room, act)


def say_sure(secret: str, act: Act) -> None:
    """Note that a party said once more, shortly before, that it comes.

    Raises:
        PartyNotFound: the secret opens nothing.
        PartyCancelled, EventOver: it is too late.
    """
    room, party = _locked(secret)
    _still_going(party, room, act)
    session().execute(update(PartyRow).where(PartyRow.id == party.id).values(sure=True))


def cancel(secret: str, act: Act) -> None:
    """Take a party's places back and give them to the first in line; twice is as once.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    room, party = _locked(secret)
    if party.state is not PartyState.CANCELLED:
        _leave(room, party, secret)
        gone = update(PartyRow).where(PartyRow.id == party.id)
        session().execute(gone.values(state=PartyState.CANCELLED))
        _promote(room, act)


def erase(secret: str, act: Act) -> None:
    """Delete a party without a trace but its revoked ticket; freed places go to the first in line.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    room, party = _locked(secret)
    if party.state is not PartyState.CANCELLED:
        _leave(room, party, secret)
    session().execute(delete(PartyRow).where(PartyRow.id == party.id))
    _promote(room, act)


def destroy(event_id: int) -> int:
    """Delete all parties of an event and return how many; the numbers of people stay."""
    gone = delete(PartyRow).where(PartyRow.event_id == event_id).returning(PartyRow.id)
    return len(session().scalars(gone).all())


def _locked_room(event_id: int) -> RoomRow:
    found = (
        select(RoomRow)
        .where(RoomRow.event_id == event_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session().scalars(found).one()


def _locked(secret: str) -> tuple[RoomRow, Party]:
    """Lock the room of a party, then read the party: it may have changed before the lock came."""
    party = find(secret)
    if party is None:
        raise PartyNotFound
    room = _locked_room(party.event_id)
    session().expire_all()
    party = find(secret)
    if party is None:
        raise PartyNotFound
    return room, party


def _still_going(party: Party, room: RoomRow, act: Act) -> None:
    if party.state is PartyState.CANCELLED:
        raise PartyCancelled
    if not events.takes_rsvps(room.event_id, act.now):
        raise EventOver


def _leave(room: RoomRow, party: Party, secret: str) -> None:
    _count(room, party.state, -party.people)
    tickets.revoke(room.event_id, _ticket_hash(room, secret))


def _count(room: RoomRow, state: PartyState, people: int) -> None:
    if state is PartyState.CONFIRMED:
        room.confirmed += people
    else:
        room.waiting += people
    session().flush()


def _promote(room: RoomRow, act: Act) -> None:
    """Confirm those first in line whom the free places are for, and tell those who get updates."""
    line = (
        select(PartyRow.id, PartyRow.people)
        .where(PartyRow.event_id == room.event_id, PartyRow.state == PartyState.WAITING)
        .order_by(PartyRow.number)
    )
    waiting = [(party_id, people) for party_id, people in session().execute(line)]
    for party_id, people in promoted(_view(room), waiting):
        now_in = update(PartyRow).where(PartyRow.id == party_id)
        session().execute(now_in.values(state=PartyState.CONFIRMED))
        _count(room, PartyState.WAITING, -people)
        _count(room, PartyState.CONFIRMED, people)
        tell(party_id, "place", act)


def _view(room: RoomRow) -> Room:
    return Room(room.capacity, room.confirmed, room.waiting, room.waitlist)


def _ticket_hash(room: RoomRow, secret: str) -> bytes:
    key = tickets.key_of(room.event_uid)
    return tickets.ticket_hash(key, tickets.ticket_id(key, secret))


def _replayed(secret: str, asked: int, wish: Wish) -> str:
    if asked != wish.people:
        raise ReplayDiffers
    return secret


def _check_people(people: int) -> None:
    if not 1 <= people <= LARGEST_PARTY:
        raise Invalid("people", "out_of_range")


def _check_capacity(capacity: int | None) -> None:
    if capacity is not None and capacity < 1:
        raise Invalid("capacity", "out_of_range")
