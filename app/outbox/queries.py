"""Ask how the letters about an event stand, without whom they are to."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.platform.db import session

from .models import DUE, LetterCountRow, LetterRow


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters about an event are on their way, and what became of the others.

    `outcomes` counts by outcome: "sent", "held back", or why they were given up.
    """

    on_their_way: int
    outcomes: dict[str, int]


def standing(event_id: int) -> Standing:
    """Count the letters about an event."""
    due = select(func.count()).where(LetterRow.event_id == event_id, LetterRow.state == DUE)
    outcomes = (
        select(LetterCountRow.outcome, func.sum(LetterCountRow.letters))
        .where(LetterCountRow.event_id == event_id)
        .group_by(LetterCountRow.outcome)
    )
    counted = {outcome: int(letters) for outcome, letters in session().execute(outcomes)}
    return Standing(session().scalar(due) or 0, counted)
