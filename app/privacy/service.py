"""Destroy what is due, without anybody's help."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app import audit, checkin, events, outbox, rsvps, tickets, volunteers
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import erase_free_space, transaction

from .holdings import OF_PARTIES, OF_VOLUNTEERS, account_for

_AUDIT_RETENTION = timedelta(days=90)
_LETTERS_RETENTION = timedelta(hours=48)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Report:
    """What one round of housekeeping destroyed: numbers only."""

    events: int
    parties: int
    addresses: int
    deeds: int
    volunteers: int


def keep_house(act: Act) -> Report:
    """Destroy what is left of events whose retention is over, and what is kept for days only.

    Opens its own transactions, one an event: a round that is stopped half-way goes on next time.
    """
    ended = [_end(event_id, act) for event_id in due(act.now)]
    let_go = [_let_volunteers_go(event_id, act) for event_id in due_volunteers(act.now)]
    with transaction():
        deeds = audit.forget_before(act.now - _AUDIT_RETENTION)
        addresses = rsvps.forget_addresses(act)
        outbox.forget_before(act.now - _LETTERS_RETENTION)
        checkin.forget_old_links(act.now)
        events.forget_previews(act.now)
        events.forget_host_links(act.now)
    outbox.forget_old_days(act)
    # Always: a round may have been stopped before this, and parties erase themselves in between.
    erase_free_space()
    return Report(len(ended), sum(ended), addresses, deeds, sum(let_go))


def due(now: datetime) -> list[EventId]:
    """Return the events whose RSVPs or keys should be gone by then."""
    over = events.over_between(_BEGINNING, now - rsvps.RETENTION)
    return [event_id for event_id in over if _has_something_left(event_id)]


def _has_something_left(event_id: EventId) -> bool:
    has_rows = rsvps.parties_left(event_id) > 0 or checkin.devices_left(event_id)
    return has_rows or tickets.has_key(events.get(event_id).uid)


def _end(event_id: EventId, act: Act) -> int:
    """Publish the signing key and delete the rows in one deed, then destroy the key files."""
    event_uid = events.get(event_id).uid
    with transaction():
        account_for(event_id, OF_PARTIES, act)
        destroyed = rsvps.destroy(event_id)
        checkin.destroy(event_id)
        outbox.destroy(event_id)
        tickets.publish_key(event_id, event_uid, act)
        audit.note("parties destroyed", event_id, act)
    rsvps.destroy_contact_key(event_uid)
    # Last: as long as it is there, a round that was stopped before is not done.
    tickets.destroy_key(event_uid)
    return destroyed


def due_volunteers(now: datetime) -> list[EventId]:
    """Return the events whose volunteers should be gone by then."""
    over = events.over_between(_BEGINNING, now - volunteers.RETENTION)
    return [event_id for event_id in over if _has_volunteers_left(event_id)]


def _has_volunteers_left(event_id: EventId) -> bool:
    left = volunteers.volunteers_left(event_id) > 0
    return left or volunteers.has_keys(events.get(event_id).uid)


def _let_volunteers_go(event_id: EventId, act: Act) -> int:
    """Delete the rows in one deed, then destroy the key files; the numbers taken stay."""
    with transaction():
        account_for(event_id, OF_VOLUNTEERS, act)
        destroyed = volunteers.destroy(event_id)
        audit.note("volunteers destroyed", event_id, act)
    volunteers.destroy_keys(events.get(event_id).uid)
    return destroyed
