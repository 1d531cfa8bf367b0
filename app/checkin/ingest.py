"""Take records from phones, in whatever order they come, and keep what they add up to.

Under the event's lock, new records are added and the tickets they touch are judged anew from all
their records by `merge.arrival`. So the tables always say what the pure function says.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import insert, select

from app import rsvps, tickets
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session

from .arrivals import judge
from .device import Device, DeviceState
from .errors import DeviceRevoked
from .models import DeviceRow, RecordRow
from .queries import gaps
from .rows import hashes, rows
from .undoing import take_away
from .wire import Batch, Kind, Sent

OfVolunteers = Callable[[EventId, Collection[bytes]], set[bytes]]
"""Tells which hashes of tickets are those of volunteers, whom this domain does not know."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a phone is told: what is held and missing of its records, and about typed codes."""

    high: int
    gaps: list[tuple[int, int]]
    typed: dict[int, str]


def ingest(device: Device, batch: Batch, of_volunteers: OfVolunteers, act: Act) -> Receipt:
    """Take a batch of records; what is held already changes nothing.

    Raises:
        DeviceRevoked: the phone may not count (any more).
        KeyDestroyed: the event's retention is over.
    """
    del act
    if _fresh(device, batch):
        number = tickets.next_news(device.event_id)
        row = _locked(device)
        _keep(row, _recognised(row, _fresh(device, batch), of_volunteers), number)
    high, held = (
        session()
        .execute(select(DeviceRow.high, DeviceRow.held).where(DeviceRow.id == device.id))
        .one()
    )
    missing = [] if held == high else gaps(device.id)
    return Receipt(high, missing, _typed(device, batch))


def _fresh(device: Device, batch: Batch) -> list[Sent]:
    """Return the records of a batch that are not held yet."""
    held = select(RecordRow.seq).where(
        RecordRow.device_id == device.id, RecordRow.seq.between(batch.first, batch.last)
    )
    known = set(session().scalars(held))
    return [sent for sent in batch.records if sent.seq not in known]


def _recognised(
    row: DeviceRow, fresh: Sequence[Sent], of_volunteers: OfVolunteers
) -> Sequence[Sent]:
    """Take a typed code that is a volunteer's for a scan of their ticket: one volunteer."""
    event_id = EventId(row.event_id)
    typed = hashes(event_id, [sent for sent in fresh if sent.kind is Kind.TYPED])
    theirs = of_volunteers(event_id, set(typed.values())) if typed else set()
    return [
        replace(sent, kind=Kind.VOLUNTEER, people=1) if typed.get(sent.seq) in theirs else sent
        for sent in fresh
    ]


def _locked(device: Device) -> DeviceRow:
    """Lock the phone against being revoked meanwhile, yet not against who refers to it."""
    found = (
        select(DeviceRow)
        .where(DeviceRow.id == device.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    row = session().scalars(found).first()
    if row is None or row.state != DeviceState.CONFIRMED:
        raise DeviceRevoked
    return row


def _keep(row: DeviceRow, fresh: Sequence[Sent], number: int) -> None:
    if not fresh:
        return
    event_id = EventId(row.event_id)
    hashed = hashes(event_id, fresh)
    parties = rsvps.sizes_of(event_id, set(hashed.values()))
    session().execute(insert(RecordRow), rows(row, fresh, hashed, parties))
    row.high = max(row.high, fresh[-1].seq)
    row.held += len(fresh)
    session().flush()
    touched = {*hashed.values(), *take_away(row, fresh[0].seq, fresh[-1].seq)}
    judge(event_id, touched, {ticket: party.people for ticket, party in parties.items()}, number)


def _typed(device: Device, batch: Batch) -> dict[int, str]:
    """Say what became of the typed codes of a batch, also of those that were held already."""
    codes = [sent.seq for sent in batch.records if sent.kind is Kind.TYPED]
    if not codes:
        return {}
    found = select(RecordRow.seq, RecordRow.refused, RecordRow.counted).where(
        RecordRow.device_id == device.id, RecordRow.seq.in_(codes)
    )
    return {
        seq: "refused" if refused else "counted" if counted else "already"
        for seq, refused, counted in session().execute(found)
    }
