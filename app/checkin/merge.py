"""Decide what a set of records means. Pure: order, repeats and overlaps change nothing.

A record is named by its device and sequence number and never changes, so a set of them can only
grow. The tables hold what `arrival` says of each ticket; `presence` says the same of everything at
once, and tests hold the tables against it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from .wire import WITH_TICKET, Kind

Name = tuple[bytes, int]

_NEVER = 2**62


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is kept: no ticket's id, no finer time than 5 minutes.

    `refused` is what the server said to a typed code: a fact about it from then on.
    """

    device: bytes
    seq: int
    kind: Kind
    slot: int | None
    people: int = 0
    ticket: bytes | None = field(default=None, repr=False)
    target: Name | None = None
    amount: int = 0
    refused: bool = False

    @property
    def name(self) -> Name:
        """Return what no other record is called."""
        return self.device, self.seq

    @property
    def order(self) -> tuple[int, bytes, int]:
        """Return when it comes among others: those whose time is not known come last."""
        return (_NEVER if self.slot is None else self.slot, self.device, self.seq)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one ticket: how many of each scan count, and the scan that came first."""

    counted: Mapping[Name, int]
    first: Record | None
    said: int

    @property
    def people(self) -> int:
        """Return how many people count."""
        return sum(self.counted.values())


@dataclass(slots=True)
class Tally:
    """The people at one gate."""

    people: int = 0
    volunteers: int = 0
    walk_ins: int = 0


def undone(records: Iterable[Record]) -> set[Name]:
    """Return the records that others take away; an undo itself is never taken away."""
    return {record.target for record in records if record.target is not None}


def arrival(scans: Collection[Record], size: int | None) -> Arrival:
    """Let people in as they came, up to the size of the party.

    `scans` are those of one ticket that are neither undone nor refused. Where nobody knows the size
    any more, the largest scan is what can be said for certain.
    """
    in_turn = sorted(scans, key=lambda scan: scan.order)
    room = max((scan.people for scan in scans), default=0) if size is None else size
    counted = {}
    for scan in in_turn:
        counted[scan.name] = min(scan.people, room)
        room -= counted[scan.name]
    first = in_turn[0] if in_turn else None
    return Arrival(counted, first, sum(scan.people for scan in scans))


def presence(
    records: Iterable[Record], gates: Mapping[bytes, str], sizes: Mapping[bytes, int]
) -> dict[str, Tally]:
    """Return the people at each gate, from all records, the gates of devices and party sizes."""
    known = {record.name: record for record in records}
    gone = undone(known.values())
    live = [record for name, record in known.items() if name not in gone and not record.refused]
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for scans in _by_ticket(live).values():
        is_volunteer = scans[0].kind is Kind.VOLUNTEER
        size = 1 if is_volunteer else sizes.get(scans[0].ticket or b"")
        for (device, _), people in arrival(scans, size).counted.items():
            if is_volunteer:
                found[gates[device]].volunteers += people
            else:
                found[gates[device]].people += people
    for record in live:
        if record.kind is Kind.TALLY:
            found[gates[record.device]].walk_ins += record.amount
    for tally in found.values():
        tally.walk_ins = max(0, tally.walk_ins)
    return dict(found)


def _by_ticket(live: Iterable[Record]) -> dict[tuple[bytes | None, bool], list[Record]]:
    """Sort scans by ticket; a volunteer's is another one than an attendee's of the same hash."""
    scans: defaultdict[tuple[bytes | None, bool], list[Record]] = defaultdict(list)
    for record in live:
        if record.kind in WITH_TICKET:
            scans[record.ticket, record.kind is Kind.VOLUNTEER].append(record)
    return dict(scans)
