"""Choose how an event counts, and end it: everything about single passes becomes numbers."""

from dataclasses import asdict

from sqlalchemy import delete, func, insert, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session

from .curve import slots
from .models import (
    ArrivalRow,
    CountRow,
    CurveRow,
    DeviceRow,
    FormerDeviceRow,
    GateRow,
    LinkRow,
    RecordRow,
    ScreenRow,
    SummaryRow,
)
from .queries import presence


def set_scanning(event_id: EventId, scan: bool, act: Act) -> None:  # noqa: FBT001 - stored as it is
    """Let an event count by passes, too, or by hand alone: then nothing shows who was there."""
    row = session().get(GateRow, event_id)
    if row is None:
        session().add(GateRow(event_id=event_id, scan=scan))
    else:
        row.scan = scan
    session().flush()
    audit.note("gate scanning set", event_id, act)


def destroy(event_id: EventId) -> None:
    """Keep the numbers of people at each gate, and delete phones, links and all records."""
    if devices_left(event_id):
        _keep(event_id)
    for table in (ArrivalRow, DeviceRow, LinkRow, ScreenRow):
        session().execute(delete(table).where(table.event_id == event_id))


def was_here(name: bytes) -> bool:
    """Tell whether a phone counted at an event of which only numbers are left."""
    return session().get(FormerDeviceRow, name) is not None


def devices_left(event_id: EventId) -> bool:
    """Tell whether anything about single phones is left."""
    some = select(DeviceRow.id).where(DeviceRow.event_id == event_id).limit(1)
    return session().scalar(some) is not None


def scans_left(event_id: EventId) -> int:
    """Count the records of phones that name a pass, if only by its hash."""
    held = (
        select(func.count())
        .select_from(RecordRow)
        .join(DeviceRow, DeviceRow.id == RecordRow.device_id)
        .where(DeviceRow.event_id == event_id, RecordRow.ticket_hash.is_not(None))
    )
    return session().scalar(held) or 0


def _keep(event_id: EventId) -> None:
    """Write down what stays: numbers, and the names by which phones are told to forget."""
    found, counted = presence(event_id), slots(event_id)
    for table in (CountRow, CurveRow):
        session().execute(delete(table).where(table.event_id == event_id))
    gates = [{"event_id": event_id, **asdict(count)} for count in found.gates]
    session().execute(insert(CountRow), gates)
    if counted:
        fives = [{"event_id": event_id, "slot": at, "people": it} for at, it in counted.items()]
        session().execute(insert(CurveRow), fives)
    session().merge(
        SummaryRow(
            event_id=event_id,
            repeated=found.repeated,
            beyond=found.beyond,
            cancelled=found.cancelled,
            phones=found.phones,
            missing=found.missing,
        )
    )
    names = select(DeviceRow.name, DeviceRow.event_id).where(DeviceRow.event_id == event_id)
    session().execute(insert(FormerDeviceRow).from_select(["name", "event_id"], names))
