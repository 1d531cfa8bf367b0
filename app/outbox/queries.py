"""Ask how the letters about an event stand, without whom they are to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select

from app.platform.db import session
from app.platform.vault import vault

from .keys import address_hash, has
from .models import DUE, GIVEN_UP, LetterCountRow, LetterRow, NoLettersRow, PostmarkRow


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters about an event are on their way or given up, and what became of the others.

    `outcomes` counts by outcome: "sent", "held back", or why they were given up.
    """

    on_their_way: int
    given_up: int
    outcomes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Queue:
    """How many letters wait, for how many seconds the oldest does, and how many were given up."""

    letters: int
    oldest: float
    given_up: int


@dataclass(frozen=True, slots=True)
class Letters:
    """How many letters written on a day an address got, and how many have not left."""

    day: date
    sent: int
    coming: int


def standing(event_id: int) -> Standing:
    """Count the letters about an event."""
    states = (
        select(LetterRow.state, func.count())
        .where(LetterRow.event_id == event_id)
        .group_by(LetterRow.state)
    )
    in_state = dict(session().execute(states).all())
    outcomes = (
        select(LetterCountRow.outcome, func.sum(LetterCountRow.letters))
        .where(LetterCountRow.event_id == event_id)
        .group_by(LetterCountRow.outcome)
    )
    counted = {outcome: int(letters) for outcome, letters in session().execute(outcomes)}
    return Standing(in_state.get(DUE, 0), in_state.get(GIVEN_UP, 0), counted)


def queue(now: datetime) -> Queue:
    """Return how the courier keeps up, over all events."""
    count = select(func.count()).select_from(LetterRow)
    due = session().scalar(count.where(LetterRow.state == DUE)) or 0
    given_up = session().scalar(count.where(LetterRow.state == GIVEN_UP)) or 0
    since = session().scalar(select(func.min(LetterRow.written_at)).where(LetterRow.state == DUE))
    return Queue(due, 0 if since is None else (now - since).total_seconds(), given_up)


def wants_none(address: str) -> bool:
    """Tell whether an address asked for no letters."""
    asked = exists().where(NoLettersRow.address_hash == lasting_hash(address))
    return bool(session().scalar(select(asked)))


def letters_to(event_id: int, address: str, days: Iterable[date]) -> list[Letters]:
    """Return how many letters about an event an address got or will get, by the day of writing."""
    return [_letters(event_id, day, address_hash(day, address)) for day in days if has(day)]


def _letters(event_id: int, day: date, to: bytes) -> Letters:
    sent = session().get(PostmarkRow, (day, to, event_id))
    coming = select(func.count()).where(
        LetterRow.event_id == event_id, LetterRow.key_day == day, LetterRow.address_hash == to
    )
    return Letters(day, 0 if sent is None else sent.letters, session().scalar(coming) or 0)


def lasting_hash(address: str) -> bytes:
    """Return the 32 bytes by which an address is remembered that wants no letters."""
    return vault().keyed_hash("never write to", address.casefold().encode())
