"""Make batches of records as they travel, written a second time from docs/gate-protocol.md."""

from typing import Any

Record = dict[str, Any]

_NOON = 1_900_000_000_000
_TICKET = "0123456789abcdef"
_SCAN, _UNDO, _TALLY, _TYPED, _VOLUNTEER = range(5)


def made() -> dict[str, Any]:
    """Return batches, each with the records in it."""
    return {"batches": [{"records": records, "bytes": _bytes(records)} for records in _batches()]}


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
