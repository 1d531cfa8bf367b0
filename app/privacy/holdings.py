"""Count what is held about people at an event, and keep account of what was destroyed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from app import checkin, events, outbox, rsvps, volunteers
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session
from app.platform.vault import vault

from .models import DestructionRow


class What(StrEnum):
    """The kinds of things that are destroyed when an event has been over for long enough."""

    PARTIES = "parties"
    ADDRESSES = "addresses"
    ANSWERS = "answers"
    LETTERS = "letters"
    SCANS = "scans"
    KEYS = "keys"
    VOLUNTEERS = "volunteers"
    VOLUNTEER_KEYS = "volunteer keys"


@dataclass(frozen=True, slots=True)
class Holding:
    """How many things of a kind are held and when they must be gone; how many were destroyed."""

    what: What
    held: int
    due: datetime
    destroyed: int | None
    done_at: datetime | None


def _letters(event_id: EventId) -> int:
    standing = outbox.standing(event_id)
    return standing.on_their_way + standing.given_up


def _keys(event_id: EventId) -> int:
    return _existing(rsvps.needed_keys([event_id]))


def _volunteer_keys(event_id: EventId) -> int:
    return _existing(volunteers.needed_keys([event_id]))


_Counts = Mapping[What, Callable[[EventId], int]]

OF_PARTIES: _Counts = {
    What.PARTIES: rsvps.parties_left,
    What.ADDRESSES: rsvps.addresses_left,
    What.ANSWERS: rsvps.answers_left,
    What.LETTERS: _letters,
    What.SCANS: checkin.scans_left,
    What.KEYS: _keys,
}
OF_VOLUNTEERS: _Counts = {
    What.VOLUNTEERS: volunteers.volunteers_left,
    What.VOLUNTEER_KEYS: _volunteer_keys,
}


def holdings(event: events.Event) -> list[Holding]:
    """Return what is held about people at an event, and what was destroyed."""
    found = select(DestructionRow).where(DestructionRow.event_id == event.id)
    destroyed = {row.what: row for row in session().scalars(found)}
    over = event.schedule.over()
    return [
        *_held(event.id, OF_PARTIES, over + rsvps.RETENTION, destroyed),
        *_held(event.id, OF_VOLUNTEERS, over + volunteers.RETENTION, destroyed),
    ]


def account_for(event_id: EventId, counts: _Counts, act: Act) -> None:
    """Write down what the deed at hand is about to destroy.

    A round that was killed is gone over again and finds less: what it found first stays.
    """
    for what, left in counts.items():
        row = session().get(DestructionRow, (event_id, what.value))
        if row is None:
            row = DestructionRow(event_id=event_id, what=what.value, many=0, done_at=act.now)
            session().add(row)
        row.many = max(row.many, left(event_id))
        row.done_at = act.now
    session().flush()


def _held(
    event_id: EventId, counts: _Counts, due: datetime, destroyed: Mapping[str, DestructionRow]
) -> Iterable[Holding]:
    for what, left in counts.items():
        row = destroyed.get(what.value)
        gone, done_at = (None, None) if row is None else (row.many, row.done_at)
        yield Holding(what, left(event_id), due, gone, done_at)


def _existing(names: Iterable[str]) -> int:
    return sum(vault().has(name) for name in names)
