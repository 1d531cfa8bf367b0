"""Ask how the letters about an event stand, without whom they are to."""

from dataclasses import dataclass

from sqlalchemy import exists, func, select

from app.platform.db import session
from app.platform.vault import vault

from .models import DUE, GIVEN_UP, LetterCountRow, LetterRow, NoLettersRow


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters about an event are on their way or given up, and what became of the others.

    `outcomes` counts by outcome: "sent", "held back", or why they were given up.
    """

    on_their_way: int
    given_up: int
    outcomes: dict[str, int]


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


def wants_none(address: str) -> bool:
    """Tell whether an address asked for no letters."""
    asked = exists().where(NoLettersRow.address_hash == lasting_hash(address))
    return bool(session().scalar(select(asked)))


def lasting_hash(address: str) -> bytes:
    """Return the 32 bytes by which an address is remembered that wants no letters."""
    return vault().keyed_hash("never write to", address.casefold().encode())
