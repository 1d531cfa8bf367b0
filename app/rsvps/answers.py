"""Let a party answer what the organisers ask, change it, and take it back; it need not."""

from collections.abc import Mapping

from sqlalchemy import delete, func, select

from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import QuestionId
from app.kernel.text import clean, is_blank
from app.platform.db import session

from .errors import QuestionNotFound
from .models import AnswerRow, QuestionRow, RoomRow
from .party import Party
from .sealing import sealed_for, unsealed

LONGEST_ANSWER = 500

Answer = int | str | None
"""The number of what was chosen, or what was written; nothing takes an answer back."""


def answer(room: RoomRow, party: Party, given: Mapping[QuestionId, Answer], act: Act) -> None:
    """Keep what a party answers, in place of what it answered before; written words are sealed.

    Raises:
        QuestionNotFound: the event does not ask this (any more).
        Invalid: the question cannot be answered so.
    """
    for question_id, said in given.items():
        question = session().get(QuestionRow, question_id, populate_existing=True)
        if question is None or question.event_id != room.event_id:
            raise QuestionNotFound
        before = (AnswerRow.party_id == party.id) & (AnswerRow.question_id == question_id)
        session().execute(delete(AnswerRow).where(before))
        if said is None or (isinstance(said, str) and is_blank(said)):
            continue
        session().add(_row(room, party, question, said, act))
    session().flush()


def take_back(party: Party) -> None:
    """Destroy all that a party answered."""
    session().execute(delete(AnswerRow).where(AnswerRow.party_id == party.id))


def answers_of(party: Party) -> dict[QuestionId, int | str]:
    """Return what a party answered, for its own eyes: written words are opened.

    Raises:
        KeyDestroyed: the key of the event is gone.
    """
    found = (
        select(AnswerRow, RoomRow.event_uid)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .join(RoomRow, RoomRow.event_id == QuestionRow.event_id)
        .where(AnswerRow.party_id == party.id)
    )
    return {
        QuestionId(row.question_id): _said(row, event_uid)
        for row, event_uid in session().execute(found)
    }


def answers_left(event_id: int) -> int:
    """Count the answers that an event still has."""
    held = select(func.count()).select_from(AnswerRow).join(QuestionRow)
    return session().scalar(held.where(QuestionRow.event_id == event_id)) or 0


def context(party_id: int, question_id: int) -> str:
    """Return what binds sealed words to their place: elsewhere they do not open."""
    return f"answer {party_id} {question_id}"


def _row(
    room: RoomRow, party: Party, question: QuestionRow, said: int | str, act: Act
) -> AnswerRow:
    choices = len(question.wordings[question.first_language]["choices"])
    row = AnswerRow(party_id=party.id, question_id=question.id)
    if isinstance(said, str) and not choices:
        words = clean(said)[:LONGEST_ANSWER]
        row.sealed = sealed_for(room, words, context(party.id, question.id), act)
    elif isinstance(said, int) and 0 <= said < choices:
        row.choice = said
    else:
        raise Invalid("answer", "out_of_range")
    return row


def _said(row: AnswerRow, event_uid: str) -> int | str:
    if row.sealed is not None:
        return unsealed(event_uid, row.sealed, context(row.party_id, row.question_id))
    assert row.choice is not None, "chosen or written"  # noqa: S101 - for mypy; `_row` sees to it
    return row.choice
