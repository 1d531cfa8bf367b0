"""Destroy what is due, without anybody's help."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app import audit, events, rsvps, tickets
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import erase_free_space, transaction

_AUDIT_RETENTION = timedelta(days=90)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Report:
    """What one round of housekeeping destroyed: numbers only."""

    events: int
    parties: int
    deeds: int


def keep_house(act: Act) -> Report:
    """Destroy the parties and keys of events whose retention is over, and old audit entries.

    Opens its own transactions, one an event: a round that is stopped half-way goes on next time.
    """
    ended = [_end(event_id, act) for event_id in _due(act.now)]
    with transaction():
        deeds = audit.forget_before(act.now - _AUDIT_RETENTION)
    report = Report(len(ended), sum(ended), deeds)
    if report.parties or report.deeds or report.events:
        erase_free_space()
    return report


def _due(now: datetime) -> list[EventId]:
    over = events.over_between(_BEGINNING, now - rsvps.RETENTION)
    return [event_id for event_id in over if _has_something_left(event_id)]


def _has_something_left(event_id: EventId) -> bool:
    return rsvps.parties_left(event_id) > 0 or tickets.has_key(events.get(event_id).uid)


def _end(event_id: EventId, act: Act) -> int:
    """Publish the signing key and delete the rows in one deed, then destroy the key files."""
    event_uid = events.get(event_id).uid
    with transaction():
        destroyed = rsvps.destroy(event_id)
        tickets.publish_key(event_id, event_uid, act)
        audit.note("parties destroyed", event_id, act)
    tickets.destroy_key(event_uid)
    return destroyed
