"""Ask for parties by their secret, and for numbers of people."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select

from app import events
from app.kernel.ids import EventId, KindId, PartyId
from app.platform.db import session, table_of
from app.platform.own_link import locator
from app.platform.vault import KeyDestroyed

from .admission import PartyState
from .errors import PartyNotFound
from .models import ContactRow, PartyRow, RoomRow, SeatsRow
from .party import Counts, Day, Party, Seats, Size
from .secret import hash_of

_AT_ONCE = 1000
_NOBODY = Counts(confirmed=0, waiting=0, capacity=None, waitlist=True)
_NEAR = (
    select(PartyRow, RoomRow.event_uid)
    .join(RoomRow)
    .where(PartyRow.locator == bindparam("locator"))
)
_room = table_of(RoomRow).c
_COUNTS = select(_room.confirmed, _room.waiting, _room.capacity, _room.waitlist, _room.held).where(
    _room.event_id == bindparam("event_id")
)


def find(secret: str) -> Party | None:
    """Return the party that a secret, as it was handed out, opens."""
    near = session().execute(_NEAR, {"locator": locator(secret)}).all()
    hashes = {event_uid: _hash_in(event_uid, secret) for event_uid in {row[1] for row in near}}
    for row, event_uid in near:
        if hashes[event_uid] == row.secret_hash:
            return view(row)
    return None


def get(secret: str) -> Party:
    """Return the party that a secret opens.

    Raises:
        PartyNotFound: it opens nothing.
    """
    found = find(secret)
    if found is None:
        raise PartyNotFound
    return found


def counts(event_id: int) -> Counts:
    """Count the people of an event."""
    room = session().execute(_COUNTS, {"event_id": event_id}).first()
    return _NOBODY if room is None else Counts(*room)


def counts_of(event_ids: Iterable[int]) -> dict[int, Counts]:
    """Count the people of several events; events without a room have nobody."""
    wanted = list(event_ids)
    rooms = session().scalars(select(RoomRow).where(RoomRow.event_id.in_(wanted)))
    found = {
        room.event_id: Counts(room.confirmed, room.waiting, room.capacity, room.waitlist, room.held)
        for room in rooms
    }
    return {event_id: found.get(event_id, _NOBODY) for event_id in wanted}


def sizes_of(event_id: int, ticket_hashes: Iterable[bytes]) -> dict[bytes, Size]:
    """Return the people and state of the parties that hold these tickets; others are left out."""
    found: dict[bytes, Size] = {}
    wanted = list(ticket_hashes)
    for at in range(0, len(wanted), _AT_ONCE):
        # Without the event, so that SQLite looks the hashes up instead of all parties of the event.
        some = PartyRow.ticket_hash.in_(wanted[at : at + _AT_ONCE])
        parties = select(PartyRow.event_id, PartyRow.ticket_hash, PartyRow.people, PartyRow.state)
        for of, ticket, people, state in session().execute(parties.where(some)):
            if of == event_id:
                found[ticket] = Size(people, PartyState(state))
    return found


def growth(event_id: int) -> list[Day]:
    """Return how many people of each day have a place or wait, first day first."""
    people = func.sum(PartyRow.people)
    has_place = PartyRow.state == PartyState.CONFIRMED
    day = events.get(event_id).starts_on
    days = (
        select(
            PartyRow.came_on,
            func.coalesce(people.filter(has_place), 0),
            func.coalesce(people.filter(PartyRow.state == PartyState.WAITING), 0),
            func.coalesce(people.filter(has_place, PartyRow.sure_of == day), 0),
        )
        .where(PartyRow.event_id == event_id)
        .group_by(PartyRow.came_on)
        .order_by(PartyRow.came_on)
    )
    return [Day(*row) for row in session().execute(days)]


def seats_of(party_ids: Iterable[PartyId]) -> dict[PartyId, dict[KindId, Seats]]:
    """Return what parties have, wait for or wish for beside their own places, by its kind."""
    wanted = list(party_ids)
    found = select(SeatsRow).where(
        SeatsRow.party_id.in_(wanted), SeatsRow.state != PartyState.CANCELLED
    )
    seats: dict[PartyId, dict[KindId, Seats]] = {party_id: {} for party_id in wanted}
    for row in session().scalars(found.order_by(SeatsRow.kind_id)):
        seats[PartyId(row.party_id)][KindId(row.kind_id)] = view_of_seats(row)
    return seats


def parties_left(event_id: int) -> int:
    """Count the rows about parties that an event still has."""
    held = select(func.count()).select_from(PartyRow).where(PartyRow.event_id == event_id)
    return session().scalar(held) or 0


def addresses_left(event_id: int) -> int:
    """Count the addresses that an event still has, confirmed or not."""
    held = select(func.count()).select_from(ContactRow).where(ContactRow.event_id == event_id)
    return session().scalar(held) or 0


def _hash_in(event_uid: str, secret: str) -> bytes | None:
    try:
        return hash_of(event_uid, secret)
    except KeyDestroyed:
        return None


def view(row: PartyRow) -> Party:
    """Return a party as its own page shows it."""
    state = PartyState(row.state)
    return Party(
        id=PartyId(row.id),
        event_id=EventId(row.event_id),
        state=state,
        people=row.people,
        position=_position(row) if state is PartyState.WAITING else None,
        came_on=row.came_on,
        sure=row.sure_of is not None and row.sure_of == events.get(row.event_id).starts_on,
        ends_at=row.ends_at,
    )


def view_of_seats(row: SeatsRow) -> Seats:
    """Return what a party has of a further kind as its own page shows it."""
    state = PartyState(row.state)
    position = _position_of(row) if state is PartyState.WAITING else None
    return Seats(KindId(row.kind_id), state, row.people, position, row.ends_at)


def _position(row: PartyRow) -> int:
    before = select(func.count()).where(
        PartyRow.event_id == row.event_id,
        PartyRow.state == PartyState.WAITING,
        PartyRow.number < row.number,
    )
    return (session().scalar(before) or 0) + 1


def _position_of(row: SeatsRow) -> int:
    before = select(func.count()).where(
        SeatsRow.kind_id == row.kind_id,
        SeatsRow.state == PartyState.WAITING,
        SeatsRow.number < row.number,
    )
    return (session().scalar(before) or 0) + 1
