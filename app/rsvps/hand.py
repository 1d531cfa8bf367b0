"""Let organisers decide by hand, with a reason that is remembered: approve, refuse, admit."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import or_, select, union

from app import audit, tickets
from app.kernel.act import Act
from app.kernel.ids import EventId, PartyId
from app.platform.db import session

from .admission import PartyState, admit
from .errors import PartyNotFound
from .ledger import count, is_counted, view
from .levels import tell
from .line import promote
from .models import KindRow, PartyRow, SeatsRow
from .places import kinds_in, locked_room
from .wishes import drop, grant


class Reason(StrEnum):
    """Why somebody is admitted or refused; a closed list, so that nothing personal is written."""

    ACCESS = "access needs"
    TASK = "has a task in the event"
    MISTAKE = "puts a mistake right"
    SAFETY = "safety"
    FLOOD = "looks like a false answer"


@dataclass(frozen=True, slots=True)
class Listed:
    """A party as organisers see it: without a name, by its number in the order of answers."""

    id: PartyId
    number: int
    state: PartyState
    people: int
    came_on: date
    ends_at: datetime | None


def listed(event_id: EventId, state: PartyState, after: int = 0, most: int = 100) -> list[Listed]:
    """Return the parties of an event in a state, in order of their number."""
    found = (
        select(PartyRow)
        .where(PartyRow.event_id == event_id, PartyRow.state == state, PartyRow.number > after)
        .order_by(PartyRow.number)
        .limit(most)
    )
    return [
        Listed(
            PartyId(row.id), row.number, PartyState(row.state), row.people, row.came_on, row.ends_at
        )
        for row in session().scalars(found)
    ]


def admit_by_hand(event_id: EventId, party_id: PartyId, reason: Reason, act: Act) -> None:
    """Give a pending, waiting or offered party a place, out of turn; others stay as they are.

    Raises:
        PartyNotFound: the event has no such party that could be admitted.
        Full: there are not enough free places.
    """
    room = locked_room(event_id, act)
    row = _undecided(event_id, party_id)
    if is_counted(PartyState(row.state), row.ends_at):
        count(room, PartyState(row.state), -row.people)
    admit(view(room), row.people)
    row.state, row.ends_at = PartyState.CONFIRMED, None
    count(room, PartyState.CONFIRMED, row.people)
    grant((row.id,))
    tell(row.id, "place", act)
    audit.note(f"admitted: {reason}", event_id, act)


def refuse_by_hand(event_id: EventId, party_id: PartyId, reason: Reason, act: Act) -> None:
    """Take a pending, waiting or offered party off; its places go to the first in line.

    Raises:
        PartyNotFound: the event has no such party that could be refused.
    """
    room = locked_room(event_id, act)
    row = _undecided(event_id, party_id)
    if is_counted(PartyState(row.state), row.ends_at):
        count(room, PartyState(row.state), -row.people)
    row.state, row.ends_at = PartyState.CANCELLED, None
    tickets.revoke(event_id, row.ticket_hash)
    drop(row.id)
    session().flush()
    promote(room, act)
    audit.note(f"refused: {reason}", event_id, act)


def settle_what_is_late(act: Act) -> int:
    """Let go everything that was held until now; return of how many events.

    Wants a transaction around it.
    """
    parties = select(PartyRow.event_id).where(PartyRow.ends_at <= act.now)
    seats = select(KindRow.event_id).join(SeatsRow).where(SeatsRow.ends_at <= act.now)
    events_with = session().scalars(union(parties, seats)).all()
    for event_id in events_with:
        kinds_in(locked_room(event_id, act), act)
    return len(events_with)


def anything_is_late(act: Act) -> bool:
    """Tell whether something is held that should not be any more."""
    parties = select(PartyRow.id).where(PartyRow.ends_at <= act.now).exists()
    seats = select(SeatsRow.party_id).where(SeatsRow.ends_at <= act.now).exists()
    return bool(session().scalar(select(or_(parties, seats))))


def _undecided(event_id: EventId, party_id: PartyId) -> PartyRow:
    found = (
        select(PartyRow)
        .where(PartyRow.event_id == event_id, PartyRow.id == party_id)
        .where(PartyRow.state.in_((PartyState.PENDING, PartyState.WAITING, PartyState.OFFERED)))
        .execution_options(populate_existing=True)
    )
    row = session().scalars(found).first()
    if row is None:
        raise PartyNotFound
    return row
