"""Choose how an event counts, and end it: everything about single passes becomes numbers."""

from sqlalchemy import delete, func, insert, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session

from .models import ArrivalRow, CountRow, DeviceRow, FormerDeviceRow, GateRow, LinkRow, RecordRow
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
        _remember_names(event_id)
        counts = [
            {
                "event_id": event_id,
                "gate": count.gate,
                "people": count.people,
                "volunteers": count.volunteers,
                "walk_ins": count.walk_ins,
            }
            for count in presence(event_id).gates
        ]
        session().execute(delete(CountRow).where(CountRow.event_id == event_id))
        session().execute(insert(CountRow), counts)
    for table in (ArrivalRow, DeviceRow, LinkRow):
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


def _remember_names(event_id: EventId) -> None:
    names = select(DeviceRow.name, DeviceRow.event_id).where(DeviceRow.event_id == event_id)
    session().execute(insert(FormerDeviceRow).from_select(["name", "event_id"], names))
