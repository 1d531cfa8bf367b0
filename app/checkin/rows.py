"""Turn what a phone sent into rows: a ticket's id becomes its hash, a typed code is answered."""

from collections.abc import Iterable, Mapping
from typing import Any

from app import events, rsvps, tickets
from app.kernel.ids import EventId

from .models import DeviceRow
from .wire import WITH_TICKET, Kind, Sent


def hashes(event_id: EventId, fresh: Iterable[Sent]) -> dict[int, bytes]:
    """Return the hash of each record's ticket, by sequence number.

    Raises:
        KeyDestroyed: the event's retention is over.
    """
    key = tickets.key_of(events.get(event_id).uid)
    return {
        sent.seq: tickets.ticket_hash(key, sent.ticket_id)
        for sent in fresh
        if sent.kind in WITH_TICKET
    }


def rows(
    device: DeviceRow,
    fresh: Iterable[Sent],
    hashed: Mapping[int, bytes],
    parties: Mapping[bytes, rsvps.Size],
) -> list[dict[str, Any]]:  # rows for Core: each value of its column's type
    """Return the rows of new records; each counts as if it were alone."""
    return [_row(device, sent, hashed.get(sent.seq), parties) for sent in fresh]


def _row(
    device: DeviceRow, sent: Sent, ticket: bytes | None, parties: Mapping[bytes, rsvps.Size]
) -> dict[str, Any]:  # as above
    party = parties.get(ticket) if ticket is not None else None
    refused = sent.kind is Kind.TYPED and not _has_place(party)
    return {
        "device_id": device.id,
        "seq": sent.seq,
        "kind": sent.kind,
        "slot": sent.slot,
        "people": sent.people,
        "ticket_hash": ticket,
        **_target(device, sent),
        "amount": sent.amount,
        "refused": refused,
        "undone": False,
        # Nearly every pass is scanned once: this spares those a second statement.
        "counted": 0 if refused else min(sent.people, party.people if party else sent.people),
    }


def _target(device: DeviceRow, sent: Sent) -> dict[str, bytes | int | None]:
    if sent.kind is not Kind.UNDO:
        return {"target_device": None, "target_seq": None}
    is_own = not any(sent.target_device)
    target = device.name if is_own else sent.target_device
    return {"target_device": target, "target_seq": sent.target_seq}


def _has_place(party: rsvps.Size | None) -> bool:
    return party is not None and party.state is rsvps.PartyState.CONFIRMED
