"""Ask for phones, for what a phone has to learn, and for the people counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, select
from sqlalchemy.orm import aliased

from app import tickets
from app.kernel.ids import EventId
from app.platform.db import session

from .device import Device, DeviceId, DeviceState
from .models import ArrivalRow, CountRow, DeviceRow, GateRow, RecordRow, SummaryRow
from .wire import SLOT, Kind

SHORT_HASH = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A ticket counted somewhere: enough to say "already counted" elsewhere. Time in ms, or 0."""

    short_hash: bytes = field(repr=False)
    people: int
    gate: str
    at: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """A record of a ticket; `slot` counts the quarters of an hour, or is unknown."""

    gate: str
    slot: int | None
    people: int
    undone: bool


@dataclass(frozen=True, slots=True)
class News:
    """What a phone has to learn; `cursor` is what to ask with next."""

    cursor: int
    revoked: bytes = field(repr=False)
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class GateCount:
    """The people at one gate."""

    gate: str
    people: int
    volunteers: int
    walk_ins: int


@dataclass(frozen=True, slots=True)
class Presence:
    """The people counted at an event: a lower bound.

    `repeated` passes were scanned for more people than they are for, for `beyond` more in all;
    `cancelled` ones were counted and are cancelled. So many `phones` counted, and so many of their
    records are `missing` though later ones have come.
    """

    gates: tuple[GateCount, ...]
    repeated: int = 0
    beyond: int = 0
    cancelled: int = 0
    phones: int = 0
    missing: int = 0

    @property
    def people(self) -> int:
        """Return how many came with a pass."""
        return sum(gate.people for gate in self.gates)

    @property
    def walk_ins(self) -> int:
        """Return how many were counted without a pass."""
        return sum(gate.walk_ins for gate in self.gates)

    @property
    def volunteers(self) -> int:
        """Return how many volunteers are there; they may be among the others, too."""
        return sum(gate.volunteers for gate in self.gates)

    @property
    def counted(self) -> int:
        """Return how many people came, with a pass or without."""
        return self.people + self.walk_ins

    @property
    def at_most(self) -> int:
        """Return how many it may have been, were nobody shown or sent twice."""
        return self.counted + self.beyond + self.missing


def find_device(name: bytes) -> Device | None:
    """Return the phone of this name."""
    row = session().scalars(select(DeviceRow).where(DeviceRow.name == name)).first()
    return None if row is None else view(row)


def devices(event_id: EventId) -> list[Device]:
    """Return the phones of an event, by gate, in the order of their enrolment."""
    found = select(DeviceRow).where(DeviceRow.event_id == event_id)
    rows = session().scalars(found.order_by(DeviceRow.gate, DeviceRow.id))
    return [view(row) for row in rows]


def scans(event_id: EventId) -> bool:
    """Tell whether an event counts by passes, too; else by hand alone."""
    row = session().get(GateRow, event_id)
    return row is None or row.scan


def news(event_id: EventId, since: int) -> News:
    """Return what happened after a cursor.

    The cursor is read first: what commits in between is told now and once more next time.
    """
    cursor = tickets.latest_news(event_id)
    if since > cursor:  # from before a backup was restored
        since = 0
    later = select(ArrivalRow).where(ArrivalRow.event_id == event_id, ArrivalRow.number > since)
    if since == 0:
        later = later.where(ArrivalRow.people > 0)
    revoked = tickets.revoked_since(event_id, since)
    return News(
        cursor=cursor,
        revoked=b"".join(ticket_hash[:SHORT_HASH] for ticket_hash in revoked),
        seen=tuple(_seen(later.order_by(ArrivalRow.number, ArrivalRow.ticket_hash))),
    )


def shut_out(event_id: EventId) -> tuple[bytes, ...]:
    """Return the names of the phones that no other phone may believe any more."""
    names = select(DeviceRow.name).where(
        DeviceRow.event_id == event_id, DeviceRow.state == DeviceState.REVOKED
    )
    return tuple(session().scalars(names.order_by(DeviceRow.name)))


def gaps(device_id: DeviceId) -> list[tuple[int, int]]:
    """Return the sequence numbers of a phone that have not come, first and last of each gap."""
    before = func.lag(RecordRow.seq, 1, 0).over(order_by=RecordRow.seq).label("before")
    held = select(RecordRow.seq, before).where(RecordRow.device_id == device_id).subquery()
    missing = select(held.c.before, held.c.seq).where(held.c.seq - held.c.before > 1)
    return [(low + 1, high - 1) for low, high in session().execute(missing.order_by(held.c.seq))]


def presence(event_id: EventId) -> Presence:
    """Count the people at an event, in SQL: the tables hold what `merge` says of their records."""
    gates = session().execute(_kept(event_id)).all() or session().execute(_live(event_id)).all()
    counts = tuple(
        GateCount(gate, people or 0, volunteers or 0, max(0, walk_ins or 0))
        for gate, people, volunteers, walk_ins in gates
    )
    kept = session().get(SummaryRow, event_id)
    if kept is not None:
        return Presence(
            counts, kept.repeated, kept.beyond, kept.cancelled, kept.phones, kept.missing
        )
    return Presence(counts, *_doubts(event_id), *_reports(event_id))


def scans_of(event_id: EventId, ticket_hash: bytes) -> list[Scanned]:
    """Return every record that names a ticket: at which gate, when, and for how many people."""
    found = (
        select(DeviceRow.gate, RecordRow.slot, RecordRow.people, RecordRow.undone)
        .join(DeviceRow, DeviceRow.id == RecordRow.device_id)
        .where(DeviceRow.event_id == event_id, RecordRow.ticket_hash == ticket_hash)
        .order_by(RecordRow.device_id, RecordRow.seq)
    )
    return [Scanned(*row) for row in session().execute(found)]


def arrived(event_id: EventId, ticket_hash: bytes) -> int:
    """Return how many people were counted with a ticket."""
    people = select(func.sum(ArrivalRow.people)).where(
        ArrivalRow.event_id == event_id, ArrivalRow.ticket_hash == ticket_hash
    )
    return session().scalar(people) or 0


def counted_of(event_ids: Iterable[EventId]) -> dict[EventId, int]:
    """Count the people of several events."""
    return {event_id: presence(event_id).counted for event_id in event_ids}


def view(row: DeviceRow) -> Device:
    """Return a phone as others see it."""
    return Device(
        id=DeviceId(row.id),
        event_id=EventId(row.event_id),
        name=row.name,
        gate=row.gate,
        state=DeviceState(row.state),
        public_key=row.public_key,
        heard_at=row.heard_at,
        high=row.high,
        held=row.held,
    )


def _seen(arrivals: Select[ArrivalRow]) -> Iterable[Seen]:
    shown = arrivals.with_only_columns(
        ArrivalRow.ticket_hash, ArrivalRow.people, ArrivalRow.gate, ArrivalRow.slot
    )
    for ticket_hash, people, gate, slot in session().execute(shown):
        yield Seen(ticket_hash[:SHORT_HASH], people, gate, (slot or 0) * SLOT)


def _live(event_id: EventId) -> Select[str, int, int, int]:
    record, device = aliased(RecordRow), aliased(DeviceRow)

    def total(what: SQLColumnExpression[int], *kinds: Kind) -> ColumnElement[int]:
        return func.sum(case((record.kind.in_(kinds), what), else_=0))

    tallied = case((record.undone, 0), else_=record.amount)
    return (
        select(
            device.gate,
            total(record.counted, Kind.SCAN, Kind.TYPED),
            total(record.counted, Kind.VOLUNTEER),
            total(tallied, Kind.TALLY),
        )
        .outerjoin(record, record.device_id == device.id)
        .where(device.event_id == event_id)
        .group_by(device.gate)
        .order_by(device.gate)
    )


def _kept(event_id: EventId) -> Select[str, int, int, int]:
    kept = select(CountRow.gate, CountRow.people, CountRow.volunteers, CountRow.walk_ins)
    return kept.where(CountRow.event_id == event_id).order_by(CountRow.gate)


def _doubts(event_id: EventId) -> tuple[int, int, int]:
    """Count passes shown for too many, the people beyond, and cancelled passes that came."""
    is_more = ArrivalRow.said > ArrivalRow.people
    is_gone = ArrivalRow.ticket_hash.in_(tickets.revoked(event_id)) & (ArrivalRow.people > 0)
    found = select(
        func.count().filter(is_more),
        func.coalesce(func.sum(ArrivalRow.said - ArrivalRow.people).filter(is_more), 0),
        func.count().filter(is_gone),
    )
    in_all = session().execute(found.where(ArrivalRow.event_id == event_id)).one()
    return in_all[0], in_all[1], in_all[2]


def _reports(event_id: EventId) -> tuple[int, int]:
    """Count the phones that sent anything, and what is missing of it."""
    missing = func.coalesce(func.sum(DeviceRow.high - DeviceRow.held), 0)
    sent = select(func.count(), missing).where(DeviceRow.event_id == event_id, DeviceRow.held > 0)
    phones, records = session().execute(sent).one()
    return phones, records
