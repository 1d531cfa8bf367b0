"""Owe letters, and take back those that are out of date."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Delete, delete, exists, insert, select, update

from app.kernel.act import Act
from app.platform.db import session

from .keys import address_hash, has, seal
from .letter import Letter, Urgency
from .models import DUE, GIVEN_UP, HELD_BACK, SENT, UNWANTED, LetterCountRow, LetterRow


def write(letter: Letter, act: Act) -> None:
    """Owe a letter, in the deed that it tells of; one that is owed already stays as it is.

    Whether the address wants letters at all is asked when it would leave: here, the time it takes
    would tell whoever typed the address.
    """
    day = act.now.date()
    message_id = act.entropy(16).hex()
    content = json.dumps({"address": letter.address, "facts": dict(letter.facts)}).encode()
    sealed = seal(day, content, message_id, act)
    to = address_hash(day, letter.address)
    once = _once(letter)
    if once is not None and _is_owed(once):
        return
    if letter.urgency is Urgency.CHANGE:
        _take_back(letter, day)
    session().execute(
        insert(LetterRow).values(
            message_id=message_id,
            once=once,
            event_id=letter.event_id,
            kind=letter.kind,
            language=letter.language,
            urgency=letter.urgency.value,
            state=DUE,
            key_day=day,
            sealed=sealed,
            address_hash=to,
            written_at=_second(act.now),
            due_at=_second(act.now),
            tries=0,
        )
    )


def write_again(event_id: int, act: Act) -> int:
    """Try the letters of an event that were given up once more; return how many."""
    now = _second(act.now)
    again = (
        update(LetterRow)
        .where(LetterRow.event_id == event_id, LetterRow.state == GIVEN_UP)
        .values(state=DUE, tries=0, written_at=now, due_at=now)
        .returning(LetterRow.id)
    )
    uncounted = delete(LetterCountRow).where(
        LetterCountRow.event_id == event_id,
        LetterCountRow.outcome.not_in((SENT, HELD_BACK, UNWANTED)),
    )
    session().execute(uncounted)
    return len(session().scalars(again).all())


def destroy(event_id: int) -> int:
    """Delete the letters about an event that never left; return how many. Counts stay."""
    gone = delete(LetterRow).where(LetterRow.event_id == event_id).returning(LetterRow.id)
    return len(session().scalars(gone).all())


def take_back(event_id: int, address: str, act: Act) -> None:
    """Delete what an address has not been sent about an event, because it wants to be forgotten."""
    session().execute(_unsent(event_id, address, act.now.date()))


def _take_back(change: Letter, today: date) -> None:
    """Delete what the same address would otherwise read after it is out of date."""
    unsent = _unsent(change.event_id, change.address, today).where(LetterRow.state == DUE)
    kept = (Urgency.ASKED, Urgency.MUST)
    session().execute(unsent.where(LetterRow.urgency.not_in(kept)))


def _unsent(event_id: int, address: str, today: date) -> Delete:
    days = [today - timedelta(days=ago) for ago in range(3)]
    return delete(LetterRow).where(
        LetterRow.event_id == event_id,
        LetterRow.address_hash.in_([address_hash(day, address) for day in days if has(day)]),
    )


def _is_owed(once: bytes) -> bool:
    return bool(session().scalar(select(exists().where(LetterRow.once == once))))


def _once(letter: Letter) -> bytes | None:
    if not letter.once:
        return None
    told = f"{letter.kind}\0{letter.event_id}\0{letter.once}".encode()
    return hashlib.sha256(told).digest()[:16]


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
