"""Let organisers ask few questions, say what for, and read how many chose what.

An answer belongs to a party without a name and is destroyed with it. What is shown is counted; what
somebody wrote is sealed, and opened without saying whose it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId, QuestionId
from app.kernel.text import is_blank, one_line
from app.platform.db import session

from .admission import PartyState
from .answers import context
from .errors import QuestionNotFound
from .models import AnswerRow, PartyRow, QuestionRow, RoomRow
from .places import locked_room
from .sealing import unsealed

MOST_QUESTIONS = 5
MOST_CHOICES = 6
LONGEST_QUESTION = 200
_FEWEST_CHOICES = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in one language: what is asked, what for, and what can be chosen."""

    asks: str
    purpose: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the organisers; one without choices is answered in the party's own words."""

    id: QuestionId
    first_language: str
    wordings: Mapping[str, Wording]

    def said(self, language: str) -> Wording:
        """Return the question in a language, or in its first one."""
        return self.wordings.get(language) or self.wordings[self.first_language]

    @property
    def is_open(self) -> bool:
        """Tell whether the answer is free text."""
        return not self.said(self.first_language).choices


@dataclass(frozen=True, slots=True)
class Tally:
    """How many groups answered so, and how many people they are."""

    groups: int = 0
    people: int = 0


def add_question(
    event_id: EventId, language: str, wordings: Mapping[str, Wording], act: Act
) -> QuestionId:
    """Ask the parties of an event something more, on their own page.

    Raises:
        Invalid: it says too little, too much, or not the same in each language; or there are
            enough questions.
    """
    checked = _checked(language, wordings)
    room = locked_room(event_id, act)
    if len(questions_of(event_id)) >= MOST_QUESTIONS:
        raise Invalid("asks", "too_many")
    row = QuestionRow(
        event_id=room.event_id,
        first_language=language,
        wordings={
            code: {"asks": said.asks, "purpose": said.purpose, "choices": said.choices}
            for code, said in checked.items()
        },
    )
    session().add(row)
    session().flush()
    audit.note("question added", event_id, act)
    return QuestionId(row.id)


def remove_question(event_id: EventId, question_id: QuestionId, act: Act) -> None:
    """Take a question back, and destroy all that was answered to it.

    Raises:
        QuestionNotFound: the event does not ask it.
    """
    locked_room(event_id, act)
    question = get_question(event_id, question_id)
    session().execute(delete(QuestionRow).where(QuestionRow.id == question.id))
    audit.note("question removed", event_id, act)


def questions_of(event_id: int) -> list[Question]:
    """Return what the organisers ask, oldest first."""
    found = select(QuestionRow).where(QuestionRow.event_id == event_id).order_by(QuestionRow.id)
    return [_view(row) for row in session().scalars(found)]


def get_question(event_id: int, question_id: QuestionId) -> Question:
    """Return one question of an event.

    Raises:
        QuestionNotFound: the event does not ask it.
    """
    row = session().get(QuestionRow, question_id)
    if row is None or row.event_id != event_id:
        raise QuestionNotFound
    return _view(row)


def tallies(event_id: int) -> dict[QuestionId, dict[int | None, Tally]]:
    """Count how many of those who come answered what, by the number of the choice.

    Free text counts under none. After retention, what was counted last.
    """
    rows = session().scalars(select(QuestionRow).where(QuestionRow.event_id == event_id)).all()
    kept = {QuestionId(row.id): _read(row.counts) for row in rows}
    for question_id, choice, groups, people in session().execute(_counted(event_id)):
        kept[QuestionId(question_id)][choice] = Tally(groups, people)
    return kept


def keep_tallies(event_id: int) -> None:
    """Write down the numbers before the answers go."""
    counted = tallies(event_id)
    for row in session().scalars(select(QuestionRow).where(QuestionRow.event_id == event_id)):
        row.counts = [
            [choice, tally.groups, tally.people]
            for choice, tally in counted[QuestionId(row.id)].items()
        ]
    session().flush()


def open_answers(event_id: EventId, question_id: QuestionId, act: Act) -> list[str]:
    """Open what was written to a question, in an order that tells nothing about who wrote it.

    Raises:
        QuestionNotFound: the event does not ask it.
        KeyDestroyed: the key of the event is gone.
    """
    question = get_question(event_id, question_id)
    event_uid = session().get_one(RoomRow, event_id).event_uid
    found = select(AnswerRow.party_id, AnswerRow.sealed)
    found = found.where(AnswerRow.question_id == question.id)
    audit.note("answers opened", event_id, act)
    return sorted(
        unsealed(event_uid, sealed, context(party_id, question_id))
        for party_id, sealed in session().execute(found)
        if sealed is not None
    )


def _counted(event_id: int) -> Select[int, int | None, int, int]:
    return (
        select(
            AnswerRow.question_id,
            AnswerRow.choice,
            func.count(),
            func.sum(PartyRow.people),
        )
        .join(PartyRow, PartyRow.id == AnswerRow.party_id)
        .where(PartyRow.event_id == event_id, PartyRow.state != PartyState.CANCELLED)
        .group_by(AnswerRow.question_id, AnswerRow.choice)
    )


def _read(counts: list[list[int | None]] | None) -> dict[int | None, Tally]:
    return {choice: Tally(groups or 0, people or 0) for choice, groups, people in counts or []}


def _checked(language: str, wordings: Mapping[str, Wording]) -> dict[str, Wording]:
    cleaned = {code: _cleaned(said) for code, said in wordings.items()}
    said = {code: wording for code, wording in cleaned.items() if wording != Wording("", "")}
    first = said.get(language, Wording("", ""))
    if first.choices and not _FEWEST_CHOICES <= len(first.choices) <= MOST_CHOICES:
        raise Invalid(f"choices_{language}", "out_of_range")
    for code, wording in {language: first, **said}.items():
        if not wording.asks:
            raise Invalid(f"asks_{code}", "missing")
        if not wording.purpose:
            raise Invalid(f"purpose_{code}", "missing")
        if len(wording.choices) != len(first.choices):
            raise Invalid(f"choices_{code}", "other_number")
    return said


def _cleaned(said: Wording) -> Wording:
    choices = (_line(choice) for choice in said.choices)
    return Wording(
        _line(said.asks), _line(said.purpose), tuple(choice for choice in choices if choice)
    )


def _line(typed: str) -> str:
    line = one_line(typed)[:LONGEST_QUESTION]
    return "" if is_blank(line) else line


def _view(row: QuestionRow) -> Question:
    wordings = {
        code: Wording(said["asks"], said["purpose"], tuple(said["choices"]))
        for code, said in row.wordings.items()
    }
    return Question(QuestionId(row.id), row.first_language, wordings)
