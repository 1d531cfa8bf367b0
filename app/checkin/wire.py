"""Read what a phone sends: the batch of docs/gate-protocol.md. Pure; strict, all or nothing."""

from dataclasses import dataclass, field
from enum import IntEnum

from .errors import MalformedBatch

MOST_RECORDS = 1000
SLOT = 5 * 60 * 1000

_VERSION = 1
_MOST_PEOPLE = 63
_MOST_TALLIED = 10_000
_ID = 8
_LAST_SEQUENCE = 2**31 - 1
_MOST = 2**53 - 1
# No clock that was corrected shows a year beyond 2248; what does is not a time.
_LATEST = 2**43


class Kind(IntEnum):
    """What a record says; the numbers are those of the wire."""

    SCAN = 0
    UNDO = 1
    TALLY = 2
    TYPED = 3
    VOLUNTEER = 4


WITH_TICKET = frozenset({Kind.SCAN, Kind.TYPED, Kind.VOLUNTEER})


@dataclass(frozen=True, slots=True)
class Sent:
    """One record as it was sent; `slot` is its corrected time in whole 5 minutes, if known."""

    seq: int
    kind: Kind
    slot: int | None
    people: int = 0
    ticket_id: bytes = field(default=b"", repr=False)
    target_device: bytes = b""
    target_seq: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Records in a row, of which `first` has the least sequence number."""

    first: int
    records: tuple[Sent, ...]

    @property
    def last(self) -> int:
        """Return the greatest sequence number; one less than the first if it is empty."""
        return self.first + len(self.records) - 1


def parse(body: bytes) -> Batch:
    """Read a batch.

    Raises:
        MalformedBatch: anything in it is not as the protocol says.
    """
    reader = _Reader(body)
    if reader.byte() != _VERSION:
        raise MalformedBatch("version")
    first, count, time = reader.varint(), reader.varint(), reader.varint()
    heard, offset = reader.byte(), reader.zigzag()
    if not 1 <= first <= _LAST_SEQUENCE - count or count > MOST_RECORDS or heard > 1:
        raise MalformedBatch("header")
    corrected = time + offset
    records = []
    for seq in range(first, first + count):
        kind, people = _kind(reader.byte()), reader.byte()
        corrected += reader.zigzag() * 1000
        records.append(_record(reader, seq, kind, people, _slot(corrected) if heard else None))
    reader.end()
    return Batch(first, tuple(records))


def _record(reader: "_Reader", seq: int, kind: Kind, people: int, slot: int | None) -> Sent:
    _check_people(kind, people)
    if kind in WITH_TICKET:
        return Sent(seq, kind, slot, people, ticket_id=reader.take(_ID))
    if kind is Kind.UNDO:
        device, target = reader.take(_ID), reader.varint()
        if target > _LAST_SEQUENCE:
            raise MalformedBatch("undo")
        return Sent(seq, kind, slot, target_device=device, target_seq=target)
    amount = reader.zigzag()
    if abs(amount) > _MOST_TALLIED:
        raise MalformedBatch("tally")
    return Sent(seq, kind, slot, amount=amount)


def _kind(number: int) -> Kind:
    try:
        return Kind(number)
    except ValueError:
        raise MalformedBatch("kind") from None


def _check_people(kind: Kind, people: int) -> None:
    least = 1 if kind in WITH_TICKET else 0
    most = {Kind.SCAN: _MOST_PEOPLE, Kind.TYPED: _MOST_PEOPLE, Kind.VOLUNTEER: 1}.get(kind, 0)
    if not least <= people <= most:
        raise MalformedBatch("people")


def _slot(corrected: int) -> int | None:
    return corrected // SLOT if 0 <= corrected < _LATEST else None


class _Reader:
    """Take bytes off the front; what is missing is malformed."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def take(self, length: int) -> bytes:
        taken = self._body[self._at : self._at + length]
        if len(taken) < length:
            raise MalformedBatch("length")
        self._at += length
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def varint(self) -> int:
        """Read unsigned LEB128, written as short as it can be and safe in JavaScript."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 127) << shift
            if number > _MOST or (byte == 0 and shift):
                raise MalformedBatch("number")
            if byte < 128:  # noqa: PLR2004 - the bit that says "more follows"
                return number
            shift += 7

    def zigzag(self) -> int:
        mapped = self.varint()
        return mapped >> 1 ^ -(mapped & 1)

    def end(self) -> None:
        if self._at != len(self._body):
            raise MalformedBatch("length")
