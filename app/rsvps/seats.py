"""Let a party have places of further kinds: ask, change, accept, give back.

A party has at most as many of a kind as it is people, and only beside its place at the event.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import KindId
from app.platform.db import session

from .admission import PartyState, check_fits_at_all, resize
from .errors import Full, KindNotFound, SeatsTaken, TooLarge
from .ledger import count, is_counted, view, view_for
from .line import promote
from .models import KindRow, RoomRow, SeatsRow
from .party import Party
from .places import kinds_in
from .wishes import give

Wishes = Mapping[KindId, int]


def ask(room: RoomRow, party: Party, wishes: Wishes, act: Act) -> None:
    """Give a new party the places it asks for beside its own, or note them as wishes.

    Raises:
        Invalid: fewer than one, or more than the party is people.
        KindNotFound: the event has no such places.
        SeatsTaken: there are not so many, and no line to wait in.
    """
    kinds = kinds_in(room, act)
    for kind_id, people in wishes.items():
        kind = _among(kinds, kind_id)
        _check(people, party)
        _want(kind, party, people, asked=people)


def asked_by(party_id: int) -> dict[KindId, int]:
    """Return what a party asked for beside its own places when it was new."""
    asked = select(SeatsRow.kind_id, SeatsRow.asked).where(SeatsRow.party_id == party_id)
    return {KindId(kind): people for kind, people in session().execute(asked) if people}


def change(room: RoomRow, party: Party, kind_id: KindId, people: int, act: Act) -> None:
    """Let a party have more or fewer places of a kind, or none; freed ones go to the first in line.

    Raises:
        Invalid, KindNotFound, SeatsTaken: as `ask`.
    """
    kind = _among(kinds_in(room, act), kind_id)
    row = _held(kind, party)
    if people == 0:
        _give_back(kind, row, act)
        return
    _check(people, party)
    if row is None or row.state == PartyState.CANCELLED:
        _want(kind, party, people, asked=row.asked if row else 0)
        return
    with_before = PartyState(row.state), row.people
    try:
        if is_counted(PartyState(row.state), row.ends_at):
            resize(view_for(kind, people - row.people), *with_before, people)
        else:
            check_fits_at_all(view(kind), people)
    except (Full, TooLarge) as refusal:
        raise _taken(kind, refusal, row.people) from None
    _become(kind, row, people, act)


def accept(room: RoomRow, party: Party, kind_id: KindId, act: Act) -> bool:
    """Take the places of a kind that are offered to a party; tell whether it has them now.

    Raises:
        KindNotFound: the event has no such places.
    """
    kind = _among(kinds_in(room, act), kind_id)
    row = _held(kind, party)
    if row is None or row.state != PartyState.OFFERED:
        return row is not None and row.state == PartyState.CONFIRMED
    count(kind, PartyState.OFFERED, -row.people)
    row.state, row.ends_at = PartyState.CONFIRMED, None
    count(kind, PartyState.CONFIRMED, row.people)
    return True


def trim(room: RoomRow, party: Party, people: int, act: Act) -> None:
    """Leave a party that became fewer no more places of a kind than it is people."""
    for kind, row in _all_of(room, party, act):
        if row.people > people:
            _become(kind, row, people, act)


def give_all_back(room: RoomRow, party: Party, act: Act) -> None:
    """Take all places of further kinds back from a party that does not come."""
    for kind, row in _all_of(room, party, act):
        _give_back(kind, row, act)


def _want(kind: KindRow, party: Party, people: int, asked: int) -> None:
    row = session().merge(
        SeatsRow(
            party_id=party.id,
            kind_id=kind.id,
            state=PartyState.PENDING,
            people=people,
            asked=asked,
            number=0,
        )
    )
    try:
        check_fits_at_all(view(kind), people)
        if party.state is PartyState.CONFIRMED:
            give(kind, row)
    except (Full, TooLarge) as refusal:
        raise _taken(kind, refusal, 0) from None
    session().flush()


def _become(kind: KindRow, row: SeatsRow, people: int, act: Act) -> None:
    if is_counted(PartyState(row.state), row.ends_at):
        count(kind, PartyState(row.state), people - row.people)
    row.people = people
    session().flush()
    promote(kind, act)


def _give_back(kind: KindRow, row: SeatsRow | None, act: Act) -> None:
    if row is None or row.state == PartyState.CANCELLED:
        return
    if is_counted(PartyState(row.state), row.ends_at):
        count(kind, PartyState(row.state), -row.people)
    row.state, row.ends_at = PartyState.CANCELLED, None
    session().flush()
    promote(kind, act)


def _all_of(room: RoomRow, party: Party, act: Act) -> Iterator[tuple[KindRow, SeatsRow]]:
    """Yield the places of further kinds that a party has, waits for or wishes for."""
    has_any = select(SeatsRow.kind_id).where(
        SeatsRow.party_id == party.id, SeatsRow.state != PartyState.CANCELLED
    )
    if not session().scalars(has_any).first():
        return
    for kind in kinds_in(room, act).values():
        row = _held(kind, party)
        if row is not None and row.state != PartyState.CANCELLED:
            yield kind, row


def _held(kind: KindRow, party: Party) -> SeatsRow | None:
    return session().get(SeatsRow, (party.id, kind.id), populate_existing=True)


def _among(kinds: Mapping[KindId, KindRow], kind_id: KindId) -> KindRow:
    if kind_id not in kinds:
        raise KindNotFound
    return kinds[kind_id]


def _check(people: int, party: Party) -> None:
    if not 1 <= people <= party.people:
        raise Invalid("seats", "out_of_range")


def _taken(kind: KindRow, refusal: Full | TooLarge, has: int) -> SeatsTaken:
    at_most = refusal.capacity if isinstance(refusal, TooLarge) else has + refusal.left
    return SeatsTaken(KindId(kind.id), at_most)
