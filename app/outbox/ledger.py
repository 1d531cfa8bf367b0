"""Keep account of letters while a courier has them in hand."""

import json
from datetime import datetime

from sqlalchemy import delete, func, select, update

from app.platform.db import count_up, session

from .keys import open_sealed
from .letter import Urgency
from .models import (
    DUE,
    GIVEN_UP,
    HELD_BACK,
    SENT,
    UNWANTED,
    LetterCountRow,
    LetterRow,
    PostmarkRow,
)
from .outgoing import Outgoing
from .pace import LEASE, had_enough
from .queries import wants_none


def take(most: int, now: datetime) -> list[int]:
    """Take letters that are due, so that no other courier does; return their ids."""
    due = (
        select(LetterRow.id)
        .where(LetterRow.state == DUE, LetterRow.due_at <= now)
        .order_by(LetterRow.due_at, LetterRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    ids = list(session().scalars(due))
    leased = update(LetterRow).where(LetterRow.id.in_(ids)).values(due_at=now + LEASE)
    session().execute(leased)
    return ids


def opened(letter_id: int) -> Outgoing:
    """Return a letter with its address and facts.

    Raises:
        KeyDestroyed: it waited for too long.
    """
    row = session().get_one(LetterRow, letter_id)
    content = json.loads(open_sealed(row.key_day, row.sealed, row.message_id))
    return Outgoing(
        id=row.id,
        message_id=row.message_id,
        kind=row.kind,
        language=row.language,
        event_id=row.event_id,
        urgency=row.urgency,
        written_at=row.written_at,
        key_day=row.key_day,
        tries=row.tries,
        address_hash=row.address_hash,
        address=content["address"],
        facts=content["facts"],
    )


def why_not(letter: Outgoing) -> str:
    """Return why a letter must not leave: nobody wants it, or not today; nothing if it may."""
    if wants_none(letter.address):
        return UNWANTED
    return HELD_BACK if _is_one_too_many(letter) else ""


def _is_one_too_many(letter: Outgoing) -> bool:
    """Tell whether the address had enough letters on the day this one was written."""
    if letter.urgency in {Urgency.CHANGE, Urgency.MUST}:
        return False
    same = select(func.coalesce(func.sum(PostmarkRow.letters), 0)).where(
        PostmarkRow.day == letter.key_day, PostmarkRow.address_hash == letter.address_hash
    )
    in_all = session().scalar(same) or 0
    about_event = session().scalar(same.where(PostmarkRow.event_id == letter.event_id)) or 0
    return had_enough(about_event, in_all)


def mark_sent(letter: Outgoing) -> None:
    """Note that a mail server has taken a letter, and empty it."""
    count_up(
        PostmarkRow,
        "letters",
        day=letter.key_day,
        address_hash=letter.address_hash,
        event_id=letter.event_id,
    )
    _count(letter.event_id, letter.kind, SENT)
    _empty(letter.id)


def hold_back(letter: Outgoing, why: str) -> None:
    """Note that a letter will not be sent, because its reader does not want it, or had enough."""
    _count(letter.event_id, letter.kind, why)
    _empty(letter.id)


def give_up(letter_id: int, why: str) -> None:
    """Note that a letter will not arrive, and why, for the organisers to see."""
    row = session().get_one(LetterRow, letter_id)
    row.state = GIVEN_UP
    _count(row.event_id, row.kind, why)
    session().flush()


def count_try(letter_id: int) -> tuple[int, datetime]:
    """Count a failed try; return how many there were and when the letter was written."""
    row = session().get_one(LetterRow, letter_id)
    row.tries += 1
    session().flush()
    return row.tries, row.written_at


def put_off(letter_id: int, at: datetime) -> None:
    """Try a letter again at a later moment."""
    session().execute(update(LetterRow).where(LetterRow.id == letter_id).values(due_at=at))


def still_due(ids: list[int]) -> list[int]:
    """Return which of these letters have not been dealt with."""
    due = select(LetterRow.id).where(LetterRow.id.in_(ids), LetterRow.state == DUE)
    return list(session().scalars(due))


def forget_before(moment: datetime) -> None:
    """Delete the traces of letters that were dealt with before a moment."""
    old = LetterRow.state != DUE, LetterRow.written_at < moment
    session().execute(delete(LetterRow).where(*old))
    session().execute(delete(PostmarkRow).where(PostmarkRow.day < moment.date()))


def _empty(letter_id: int) -> None:
    emptied = update(LetterRow).where(LetterRow.id == letter_id)
    session().execute(emptied.values(state=SENT, sealed=b"", address_hash=b""))


def _count(event_id: int, kind: str, outcome: str) -> None:
    count_up(LetterCountRow, "letters", event_id=event_id, kind=kind, outcome=outcome)
