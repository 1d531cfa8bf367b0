"""Keep RSVPs true: resize, accept, confirm, cancel, erase, destroy."""

from collections.abc import Mapping

from sqlalchemy import delete, update

from app import events, tickets
from app.kernel.act import Act
from app.kernel.ids import KindId, QuestionId
from app.platform.db import session

from . import answers, seats
from .admission import Entry, PartyState, resize
from .errors import EventOver, OfferEnded, PartyCancelled, PartyNotFound
from .ledger import count, is_counted, view_for
from .line import promote
from .models import PartyRow, RoomRow
from .party import Party, check_people
from .places import locked_room, ticket_hash
from .queries import find, parties_left
from .questions import keep_tallies
from .wishes import grant


def change_people(secret: str, people: int, act: Act) -> None:
    """Let a party be more or fewer; freed places go to the first in line.

    Raises:
        Invalid: fewer than one person, or more than one party may bring.
        PartyNotFound: the secret opens nothing.
        PartyCancelled, EventOver: it is too late.
        TooLarge, Full: as `admission.resize`.
    """
    check_people(people)
    room, party = _locked(secret, act)
    _still_going(party, room, act)
    resize(view_for(room, people - party.people), party.state, party.people, people)
    session().execute(update(PartyRow).where(PartyRow.id == party.id).values(people=people))
    if is_counted(party.state, party.ends_at):
        count(room, party.state, people - party.people)
    seats.trim(room, party, people, act)
    promote(room, act)


def change_seats(secret: str, kind_id: KindId, people: int, act: Act) -> None:
    """Let a party have more or fewer places of a further kind, or none.

    Raises:
        PartyNotFound: the secret opens nothing.
        PartyCancelled, EventOver: it is too late.
        Invalid, KindNotFound, SeatsTaken: as `seats.change`.
    """
    room, party = _locked(secret, act)
    _still_going(party, room, act)
    seats.change(room, party, kind_id, people, act)


def accept_seats(secret: str, kind_id: KindId, act: Act) -> None:
    """Take the places of a further kind that are offered to a party; twice is as once.

    Raises:
        PartyNotFound: the secret opens nothing.
        KindNotFound: the event has no such places.
        OfferEnded: nothing is offered to it (any more).
        PartyCancelled, EventOver: it is too late.
    """
    room, party = _locked(secret, act)
    _still_going(party, room, act)
    if not seats.accept(room, party, kind_id, act):
        raise OfferEnded


def answer(secret: str, given: Mapping[QuestionId, answers.Answer], act: Act) -> None:
    """Keep what a party answers to the organisers' questions; nothing takes an answer back.

    Raises:
        PartyNotFound: the secret opens nothing.
        PartyCancelled, EventOver: it is too late.
        Invalid, QuestionNotFound: as `answers.answer`.
    """
    room, party = _locked(secret, act)
    _still_going(party, room, act)
    answers.answer(room, party, given, act)


def accept(secret: str, act: Act) -> None:
    """Take the place that is offered to a party; twice is as once.

    Raises:
        PartyNotFound: the secret opens nothing.
        OfferEnded: nothing is offered to it (any more).
        EventOver: it is too late.
    """
    room, party = _locked(secret, act)
    if party.state is PartyState.CONFIRMED:
        return
    if party.state is not PartyState.OFFERED:
        raise OfferEnded
    _still_going(party, room, act)
    _confirm(room, party)


def confirm_pending(secret: str, act: Act) -> None:
    """Give a party the place that was held until its address was confirmed.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    room, party = _locked(secret, act)
    if party.state is PartyState.PENDING and room.entry == Entry.ADDRESS:
        _confirm(room, party)


def say_sure(secret: str, act: Act) -> None:
    """Note that a party said once more, shortly before, that it comes: on that day, no other.

    Raises:
        PartyNotFound: the secret opens nothing.
        PartyCancelled, EventOver: it is too late.
    """
    room, party = _locked(secret, act)
    _still_going(party, room, act)
    sure_of = events.get(room.event_id).starts_on
    session().execute(update(PartyRow).where(PartyRow.id == party.id).values(sure_of=sure_of))


def cancel(secret: str, act: Act) -> None:
    """Take a party's places back and give them to the first in line; twice is as once.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    room, party = _locked(secret, act)
    if party.state is not PartyState.CANCELLED:
        _leave(room, party, secret, act)
        gone = update(PartyRow).where(PartyRow.id == party.id)
        session().execute(gone.values(state=PartyState.CANCELLED, ends_at=None))
        promote(room, act)


def erase(secret: str, act: Act) -> None:
    """Delete a party without a trace but its revoked ticket; freed places go to the first in line.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    room, party = _locked(secret, act)
    if party.state is not PartyState.CANCELLED:
        _leave(room, party, secret, act)
    session().execute(delete(PartyRow).where(PartyRow.id == party.id))
    promote(room, act)


def destroy(event_id: int) -> int:
    """Delete all parties of an event and return how many; the numbers stay, of answers too."""
    keep_tallies(event_id)
    held = parties_left(event_id)
    session().execute(delete(PartyRow).where(PartyRow.event_id == event_id))
    return held


def _locked(secret: str, act: Act) -> tuple[RoomRow, Party]:
    """Lock the room of a party, then read the party: it may have changed before the lock came."""
    party = find(secret)
    if party is None:
        raise PartyNotFound
    room = locked_room(party.event_id, act)
    session().expire_all()
    party = find(secret)
    if party is None:
        raise PartyNotFound
    return room, party


def _confirm(room: RoomRow, party: Party) -> None:
    """Turn a place that is held into one that is given."""
    now_in = update(PartyRow).where(PartyRow.id == party.id)
    session().execute(now_in.values(state=PartyState.CONFIRMED, ends_at=None))
    count(room, party.state, -party.people)
    count(room, PartyState.CONFIRMED, party.people)
    grant((party.id,))


def _still_going(party: Party, room: RoomRow, act: Act) -> None:
    if party.state is PartyState.CANCELLED:
        raise PartyCancelled
    if not events.takes_rsvps(room.event_id, act.now):
        raise EventOver


def _leave(room: RoomRow, party: Party, secret: str, act: Act) -> None:
    if is_counted(party.state, party.ends_at):
        count(room, party.state, -party.people)
    seats.give_all_back(room, party, act)
    answers.take_back(party)
    tickets.revoke(room.event_id, ticket_hash(room, secret))
