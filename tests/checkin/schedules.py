"""Draw what phones may record, and the ways in which it may reach the server."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as some

from app.checkin.merge import Record
from app.checkin.wire import Kind

DEVICES = (b"north...", b"south...", b"west....")
GATES = {DEVICES[0]: "North", DEVICES[1]: "South", DEVICES[2]: "North"}
SIZES = {b"one": 1, b"three": 3, b"five": 5}
TICKETS = (*SIZES, b"nobody knows")
MOST = 9

Streams = Mapping[bytes, Sequence[Record]]
"""What each phone recorded, in its order."""


def _record(device: bytes, seq: int) -> some.SearchStrategy[Record]:
    slots = some.none() | some.integers(0, 3)
    tickets, people = some.sampled_from(TICKETS), some.integers(1, 6)
    targets = some.tuples(some.sampled_from(DEVICES), some.integers(1, MOST))

    def of(kind: Kind, **told: some.SearchStrategy[object]) -> some.SearchStrategy[Record]:
        name = {"device": some.just(device), "seq": some.just(seq), "kind": some.just(kind)}
        return some.builds(Record, slot=slots, **name, **told)

    return some.one_of(
        of(Kind.SCAN, ticket=tickets, people=people),
        of(Kind.SCAN, ticket=tickets, people=people),
        of(Kind.TYPED, ticket=tickets, people=people).map(answered),
        of(Kind.VOLUNTEER, ticket=some.sampled_from((b"first", b"second")), people=some.just(1)),
        of(Kind.TALLY, amount=some.integers(-5, 5)),
        of(Kind.UNDO, target=targets),
    )


def answered(record: Record) -> Record:
    """Return a typed code as the server keeps it: refused if it does not know the ticket."""
    return replace(record, refused=record.ticket not in SIZES)


def _stream(device: bytes) -> some.SearchStrategy[list[Record]]:
    return some.integers(0, MOST).flatmap(
        lambda length: some.tuples(*(_record(device, seq + 1) for seq in range(length))).map(list)
    )


def streams() -> some.SearchStrategy[Streams]:
    """Draw what three phones recorded."""
    return some.fixed_dictionaries({device: _stream(device) for device in DEVICES})


def every(recorded: Streams) -> list[Record]:
    """Return all records of all phones."""
    return [record for stream in recorded.values() for record in stream]


@some.composite
def deliveries(draw: some.DrawFn, recorded: Streams) -> list[Sequence[Record]]:
    """Draw batches that bring every record: split, overlapping, repeated, shuffled."""
    batches: list[Sequence[Record]] = []
    for stream in recorded.values():
        ends = some.integers(0, len(stream))
        edges = sorted({0, len(stream), *draw(some.sets(ends))})
        pieces = [sorted(pair) for pair in draw(some.lists(some.tuples(ends, ends), max_size=3))]
        batches += [stream[low:high] for low, high in [*pairwise(edges), *pieces]]
    return [batch for batch in draw(some.permutations(batches)) if batch]
