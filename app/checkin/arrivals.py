"""Write down what the records of tickets add up to: who counts at which gate, who came first."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import insert, select, update

from app.kernel.ids import EventId
from app.platform.db import session

from .device import Device
from .merge import Arrival, Name, Record, arrival
from .models import ArrivalRow, DeviceRow, RecordRow
from .queries import devices
from .wire import Kind

Ticket = tuple[bytes, bool]
"""A ticket's hash, and whether it is a volunteer's."""


def judge(
    event_id: EventId, touched: Collection[bytes], sizes: Mapping[bytes, int], number: int
) -> None:
    """Judge tickets anew from all their records, and number the change for other phones.

    A size that was known once stays known, and never shrinks: people who are there stay there.
    """
    if not touched:
        return
    kept = _kept_sizes(event_id, touched)
    scans, counted = _scans(touched)
    phones = {device.name: device for device in devices(event_id)}
    now: dict[Name, int] = {}
    rows = []
    for ticket in {*scans, *kept}:
        size = 1 if ticket[1] else _largest(kept.get(ticket), sizes.get(ticket[0]))
        judged = arrival(scans.get(ticket, []), size)
        now |= judged.counted
        row = _row(ticket, size, judged, phones)
        rows.append({"event_id": event_id, **row, "number": number})
    changed = [
        {"device_id": phones[of].id, "seq": seq, "counted": people}
        for (of, seq), people in now.items()
        if people != counted[of, seq]
    ]
    if changed:
        session().execute(update(RecordRow), changed)
    _write(rows, set(kept))


def _scans(touched: Collection[bytes]) -> tuple[dict[Ticket, list[Record]], dict[Name, int]]:
    """Return the live records of tickets, and how many people of each were counted so far."""
    live = (
        select(
            DeviceRow.name,
            RecordRow.seq,
            RecordRow.kind,
            RecordRow.slot,
            RecordRow.people,
            RecordRow.ticket_hash,
            RecordRow.counted,
        )
        .join(DeviceRow, DeviceRow.id == RecordRow.device_id)
        .where(RecordRow.ticket_hash.in_(touched), ~RecordRow.undone, ~RecordRow.refused)
    )
    scans: defaultdict[Ticket, list[Record]] = defaultdict(list)
    counted: dict[Name, int] = {}
    for device, seq, kind, slot, people, ticket, before in session().execute(live):
        assert ticket is not None, "the question names them"  # noqa: S101 - for mypy
        scan = Record(device, seq, Kind(kind), slot, people, ticket)
        scans[ticket, scan.kind is Kind.VOLUNTEER].append(scan)
        counted[scan.name] = before
    return scans, counted


def _kept_sizes(event_id: EventId, touched: Collection[bytes]) -> dict[Ticket, int | None]:
    kept = select(ArrivalRow.ticket_hash, ArrivalRow.volunteer, ArrivalRow.size).where(
        ArrivalRow.event_id == event_id, ArrivalRow.ticket_hash.in_(touched)
    )
    return {(ticket, volunteer): size for ticket, volunteer, size in session().execute(kept)}


def _largest(*sizes: int | None) -> int | None:
    return max((size for size in sizes if size is not None), default=None)


def _row(
    ticket: Ticket, size: int | None, judged: Arrival, phones: Mapping[bytes, Device]
) -> dict[str, Any]:  # a row for Core: each value of its column's type
    first = judged.first
    return {
        "ticket_hash": ticket[0],
        "volunteer": ticket[1],
        "size": size,
        "people": judged.people,
        "said": judged.said,
        "gate": phones[first.device].gate if first else "",
        "slot": first.slot if first else None,
    }


def _write(rows: list[dict[str, Any]], there: set[Ticket]) -> None:
    new = [row for row in rows if (row["ticket_hash"], row["volunteer"]) not in there]
    old = [row for row in rows if (row["ticket_hash"], row["volunteer"]) in there]
    if new:
        session().execute(insert(ArrivalRow), new)
    if old:
        session().execute(update(ArrivalRow), old)
