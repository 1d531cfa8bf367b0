"""Make batches of records as they travel, written a second time from docs/gate-protocol.md."""

import random
from typing import Any

from app import checkin
from app.checkin.wire import Sent

Record = dict[str, Any]

_SEED, _SPOILT = 6, 200
_NOON = 1_900_000_000_000
_TICKET = "0123456789abcdef"
_SCAN, _UNDO, _TALLY, _TYPED, _VOLUNTEER = range(5)


def made() -> dict[str, Any]:
    """Return batches with their records; and bytes, good and bad, as the server reads them."""
    batches = [{"records": records, "bytes": _bytes(records)} for records in _batches()]
    good = [bytes.fromhex(str(batch["bytes"])) for batch in batches]
    return {"batches": batches, "read": [_read(raw) for raw in [*good, *_spoilt(good)]]}


def _batches() -> list[list[Record]]:
    return [
        [_record(1, _SCAN, people=3, ticketId=_TICKET)],
        [_record(1, _SCAN, people=63, ticketId="ff" * 8, time=0, anchored=False)],
        [
            _record(126, _SCAN, people=1, ticketId=_TICKET, offset=-86_400_000),
            _record(127, _VOLUNTEER, people=1, ticketId=_TICKET, after=64, offset=-86_400_000),
            _record(128, _UNDO, target=127, after=63, offset=-86_400_000),
            _record(129, _TYPED, people=2, ticketId="00" * 8, after=-3600, offset=-86_400_000),
        ],
        [_record(200 + at, _TALLY, change=it) for at, it in enumerate((1, 5, -1, 10_000, -10_000))],
        [_record(300_000, _UNDO, target=299_999, offset=1)],
    ]


def _spoilt(good: list[bytes]) -> list[bytes]:
    """Return batches with a byte changed, lost or too many."""
    at = random.Random(_SEED)  # noqa: S311 - the same vectors every time
    spoilt = []
    for _ in range(_SPOILT):
        raw = bytearray(at.choice(good))
        where = at.randrange(len(raw))
        raw[where : where + at.randrange(2)] = at.randbytes(at.randrange(2))
        spoilt.append(bytes(raw))
    return spoilt


def _read(raw: bytes) -> dict[str, Any]:
    try:
        batch = checkin.parse(raw)
    except checkin.MalformedBatch:
        return {"bytes": raw.hex(), "records": None}
    return {"bytes": raw.hex(), "records": [_said(sent) for sent in batch.records]}


def _said(sent: Sent) -> Record:
    """Return a record as a phone reads it that another one handed it to."""
    at = (sent.slot or 0) * checkin.SLOT
    common = {"seq": sent.seq, "kind": int(sent.kind), "people": sent.people, "at": at}
    if sent.kind == _UNDO:
        return {**common, "targetDevice": sent.target_device.hex(), "target": sent.target_seq}
    if sent.kind == _TALLY:
        return {**common, "change": sent.amount}
    return {**common, "ticketId": sent.ticket_id.hex()}


def _record(seq: int, kind: int, *, after: int = 0, **told: Any) -> Record:
    time = told.pop("time", _NOON + after * 1000)
    common = {"people": 0, "time": time, "anchored": True, "offset": 0}
    return {"seq": seq, "kind": kind, **common, **told}


def _bytes(records: list[Record]) -> str:
    first = records[0]
    whole = bytes([1]) + _varint(first["seq"]) + _varint(len(records)) + _varint(first["time"])
    whole += bytes([first["anchored"]]) + _zigzag(first["offset"])
    before = first["time"]
    for record in records:
        whole += bytes([record["kind"], record["people"]])
        whole += _zigzag((record["time"] - before) // 1000) + _particulars(record)
        before = record["time"]
    return whole.hex()


def _particulars(record: Record) -> bytes:
    if record["kind"] == _UNDO:
        return bytes(8) + _varint(record["target"])
    if record["kind"] == _TALLY:
        return _zigzag(record["change"])
    return bytes.fromhex(record["ticketId"])


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _varint(number: int) -> bytes:
    whole = bytearray()
    while number > 127:
        whole.append(number & 127 | 128)
        number >>= 7
    return bytes([*whole, number])
