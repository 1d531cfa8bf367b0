"""Say what gates recorded about a pass, for the eyes of whoever holds it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from app import checkin
from app.kernel.ids import EventId

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def of(event_id: EventId, ticket_hash: bytes) -> list[Mapping[str, object]]:
    """Return each scan of a pass: where, in which five minutes if known, and for how many."""
    return [
        {
            "gate": scan.gate,
            "from": _moment(scan.slot),
            "people": scan.people,
            "undone": scan.undone,
        }
        for scan in checkin.scans_of(event_id, ticket_hash)
    ]


def _moment(slot: int | None) -> str | None:
    if slot is None:
        return None
    return (_BEGINNING + timedelta(milliseconds=slot * checkin.SLOT)).isoformat()
