"""Take records away that others undo, whichever of the two came first."""

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import aliased

from app.platform.db import session

from .models import DeviceRow, RecordRow
from .wire import Kind

Found = set[tuple[int, int]]
"""Records by the id of their device and their sequence number."""


def take_away(device: DeviceRow, first: int, last: int) -> set[bytes]:
    """Mark what a phone's new records undo, and which of them were undone before they came.

    Returns:
        The tickets that this touches.
    """
    named = _named_before(device, first, last) | _named_now(device, first, last)
    if not named:
        return set()
    standing = select(RecordRow.device_id, RecordRow.seq, RecordRow.ticket_hash).where(
        tuple_(RecordRow.device_id, RecordRow.seq).in_(named),
        RecordRow.kind != Kind.UNDO,
        ~RecordRow.undone,
    )
    found = session().execute(standing).all()
    gone = [
        {"device_id": device_id, "seq": seq, "undone": True, "counted": 0}
        for device_id, seq, _ in found
    ]
    if gone:
        session().execute(update(RecordRow), gone)
    return {ticket for _, _, ticket in found if ticket is not None}


def _named_before(device: DeviceRow, first: int, last: int) -> Found:
    """Return those of a phone's records that any phone of the event undoes."""
    undoer = aliased(DeviceRow)
    named = (
        select(RecordRow.target_seq)
        .join(undoer, undoer.id == RecordRow.device_id)
        .where(
            RecordRow.target_device == device.name,
            RecordRow.target_seq.between(first, last),
            undoer.event_id == device.event_id,
        )
    )
    return {(device.id, seq) for seq in session().scalars(named) if seq is not None}


def _named_now(device: DeviceRow, first: int, last: int) -> Found:
    """Return the records of any phone of the event that some of a phone's records undo."""
    target = aliased(DeviceRow)
    named = (
        select(target.id, RecordRow.target_seq)
        .join(target, target.name == RecordRow.target_device)
        .where(
            RecordRow.device_id == device.id,
            RecordRow.seq.between(first, last),
            target.event_id == device.event_id,
        )
    )
    return {(of, seq) for of, seq in session().execute(named) if seq is not None}
