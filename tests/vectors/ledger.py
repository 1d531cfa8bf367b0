"""Make sets of records of three phones, and who was counted by them: the server's rules say it."""

import random
from collections.abc import Collection
from typing import Any

from app.checkin.merge import Record, arrival, undone
from app.checkin.wire import WITH_TICKET, Kind

_SEED, _CASES, _MOST = 6, 20, 8
_PHONES = [bytes([number]) * 8 for number in (1, 2, 3)]
_TICKETS = (b"aa", b"bb", b"cc")
_KINDS = (Kind.SCAN, Kind.SCAN, Kind.TYPED, Kind.TALLY, Kind.UNDO)
_LARGEST = 63


def made() -> dict[str, Any]:
    """Return cases: records in any order, what the server holds and told, and who is counted."""
    at = random.Random(_SEED)  # noqa: S311 - the same vectors every time
    return {"cases": [_case(at) for _ in range(_CASES)]}


def _case(at: random.Random) -> dict[str, Any]:
    records = [_record(at, phone, seq) for phone in _PHONES for seq in _numbers(at)]
    held = {phone: at.randrange(_MOST) for phone in _PHONES}
    told = [record for record in records if record.seq <= held[record.device]]
    shuffled = records + at.sample(records, len(records) // 3)
    at.shuffle(shuffled)
    return {
        "held": {phone.hex(): high for phone, high in held.items()},
        "told": _counted(told),
        "records": [_written(record) for record in shuffled],
        "counted": _counted(records),
    }


def _numbers(at: random.Random) -> range:
    return range(1, at.randrange(_MOST) + 2)


def _record(at: random.Random, phone: bytes, seq: int) -> Record:
    kind = at.choice(_KINDS)
    if kind is Kind.UNDO:
        return Record(phone, seq, kind, 0, target=(at.choice(_PHONES), at.randrange(1, _MOST)))
    if kind is Kind.TALLY:
        return Record(phone, seq, kind, 0, amount=at.randrange(-5, 6))
    return Record(phone, seq, kind, 0, at.randrange(1, 6), at.choice(_TICKETS))


def _counted(records: Collection[Record]) -> dict[str, int]:
    gone = undone(records)
    live = [it for it in records if it.kind in WITH_TICKET and it.name not in gone]
    return {
        ticket.decode(): arrival([it for it in live if it.ticket == ticket], _LARGEST).said
        for ticket in _TICKETS
    }


def _written(record: Record) -> dict[str, Any]:
    """Return a record as the phone's ledger takes it."""
    common = {"device": record.device.hex(), "seq": record.seq, "kind": int(record.kind)}
    if record.target is not None:
        device, seq = record.target
        return {**common, "people": 0, "targetDevice": device.hex(), "target": seq}
    if record.ticket is None:
        return {**common, "people": 0, "change": record.amount}
    return {**common, "people": record.people, "hash": record.ticket.decode()}
