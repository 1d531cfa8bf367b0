"""Let organisers give or refuse places of a further kind by hand, with a reason."""

from sqlalchemy import select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import EventId, KindId, PartyId
from app.platform.db import session

from .admission import PartyState, admit
from .errors import KindNotFound, PartyNotFound
from .hand import Listed, Reason
from .ledger import count, view
from .levels import tell
from .line import promote
from .models import KindRow, PartyRow, SeatsRow
from .places import kinds_in, locked_room

_UNDECIDED = (PartyState.WAITING, PartyState.OFFERED)


def listed_seats(kind_id: KindId, most: int = 100) -> list[Listed]:
    """Return the parties that wait for places of a kind, or are asked, first in line first."""
    found = (
        select(PartyRow.number, PartyRow.came_on, SeatsRow)
        .join(SeatsRow, SeatsRow.party_id == PartyRow.id)
        .where(SeatsRow.kind_id == kind_id, SeatsRow.state.in_(_UNDECIDED))
        .order_by(SeatsRow.number)
        .limit(most)
    )
    return [
        Listed(
            PartyId(row.party_id), number, PartyState(row.state), row.people, came_on, row.ends_at
        )
        for number, came_on, row in session().execute(found)
    ]


def admit_seats_by_hand(
    event_id: EventId, kind_id: KindId, party_id: PartyId, reason: Reason, act: Act
) -> None:
    """Give a party the places of a kind that it waits for, out of turn; others stay as they are.

    Raises:
        KindNotFound, PartyNotFound: there is nobody to decide about.
        Full: there are not enough free places.
    """
    kind, row = _undecided(event_id, kind_id, party_id, act)
    count(kind, PartyState(row.state), -row.people)
    admit(view(kind), row.people)
    row.state, row.ends_at = PartyState.CONFIRMED, None
    count(kind, PartyState.CONFIRMED, row.people)
    tell(party_id, "seats-place", act, kind=str(kind_id))
    audit.note(f"admitted: {reason}", event_id, act)


def refuse_seats_by_hand(
    event_id: EventId, kind_id: KindId, party_id: PartyId, reason: Reason, act: Act
) -> None:
    """Take a party out of the line for places of a kind; it keeps its place at the event.

    Raises:
        KindNotFound, PartyNotFound: there is nobody to decide about.
    """
    kind, row = _undecided(event_id, kind_id, party_id, act)
    count(kind, PartyState(row.state), -row.people)
    row.state, row.ends_at = PartyState.CANCELLED, None
    session().flush()
    promote(kind, act)
    audit.note(f"refused: {reason}", event_id, act)


def _undecided(
    event_id: EventId, kind_id: KindId, party_id: PartyId, act: Act
) -> tuple[KindRow, SeatsRow]:
    kind = kinds_in(locked_room(event_id, act), act).get(kind_id)
    if kind is None:
        raise KindNotFound
    row = session().get(SeatsRow, (party_id, kind_id), populate_existing=True)
    if row is None or row.state not in _UNDECIDED:
        raise PartyNotFound
    return kind, row
