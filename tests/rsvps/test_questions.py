"""What organisers ask is counted, what people write is sealed, and both are destroyed on time."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import audit, events, rsvps
from app.kernel.errors import Invalid
from app.kernel.ids import QuestionId
from app.platform.db import session, transaction
from app.platform.vault import KeyDestroyed, KeyUnreadable
from app.privacy import keep_house
from app.rsvps.models import AnswerRow
from app.rsvps.questions import MOST_QUESTIONS
from app.rsvps.sealing import unsealed
from tests.makers import a_party, a_question, an_act, an_event
from tests.rsvps.test_levels import confirmed, owed

CANARY = "Canary-of-Lyon"
MEALS = {
    "en": rsvps.Wording("Do you eat with us?", "to cook enough", ("Yes", "Yes, no meat", "No")),
    "fr": rsvps.Wording("Mangez-vous ?", "pour cuisiner assez", ("Oui", "Oui, sans viande", "Non")),
}
WORDS = {"en": rsvps.Wording("What would make it easier to come?", "to arrange it")}


def answer(secret: str, question: QuestionId, said: rsvps.Answer) -> None:
    with transaction():
        rsvps.answer(secret, {question: said}, an_act())


def counted(event: events.Event, question: QuestionId) -> dict[int | None, tuple[int, int]]:
    tallies = rsvps.tallies(event.id)[question]
    return {choice: (tally.groups, tally.people) for choice, tally in tallies.items()}


def read(event: events.Event, question: QuestionId) -> list[str]:
    with transaction():
        return rsvps.open_answers(event.id, question, an_act())


def test_answers_are_counted_in_groups_and_people(context: Flask) -> None:
    event = an_event(context)
    question = a_question(context, event)
    for people, choice in ((3, 0), (1, 0), (2, 2)):
        answer(a_party(context, event, people=people), question, choice)
    a_party(context, event)

    assert counted(event, question) == {0: (2, 4), 2: (1, 2)}


def test_an_answer_is_changed_and_taken_back(context: Flask) -> None:
    event = an_event(context)
    question = a_question(context, event)
    secret = a_party(context, event)

    stands = []
    for said in (0, 1, None):
        answer(secret, question, said)
        stands.append((counted(event, question), rsvps.answers_of(rsvps.get(secret))))

    assert stands == [
        ({0: (1, 1)}, {question: 0}),
        ({1: (1, 1)}, {question: 1}),
        ({}, {}),
    ]


def test_what_somebody_writes_is_sealed_and_opened_without_its_writer(context: Flask) -> None:
    event = an_event(context)
    question = a_question(context, event, WORDS)
    last, first = a_party(context, event), a_party(context, event)
    answer(last, question, f"Z {CANARY}")
    answer(first, question, "A lift\u202e to the square")

    sealed = session().scalars(select(AnswerRow.sealed)).all()

    assert [CANARY.encode() in (row or b"") for row in sealed] == [False, False]
    assert counted(event, question) == {None: (2, 2)}
    assert read(event, question) == ["A lift to the square", f"Z {CANARY}"]
    assert rsvps.answers_of(rsvps.get(last)) == {question: f"Z {CANARY}"}
    assert audit.deeds_on(event.id)[0].what == "answers opened"


def test_what_was_written_is_nowhere_in_the_files(sqlite_app: Flask, context: Flask) -> None:
    event = an_event(context)
    question = a_question(context, event, WORDS)

    answer(a_party(context, event), question, CANARY)

    folder = Path(sqlite_app.config["TURNOUT_SETTINGS"].data_dir)
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in found if CANARY.encode() in path.read_bytes()] == []


def test_sealed_words_open_for_their_own_party_and_question_alone(context: Flask) -> None:
    event = an_event(context)
    question = a_question(context, event, WORDS)
    mine, theirs = a_party(context, event), a_party(context, event)
    for secret in (mine, theirs):
        answer(secret, question, CANARY)
    rows = session().scalars(select(AnswerRow).order_by(AnswerRow.party_id)).all()
    rows[0].sealed, rows[1].sealed = rows[1].sealed, rows[0].sealed

    with pytest.raises(KeyUnreadable):
        rsvps.answers_of(rsvps.get(mine))
    session().rollback()


@pytest.mark.parametrize("said", [-1, 3, "words"])
def test_a_choice_that_is_none_is_refused(context: Flask, said: int | str) -> None:
    event = an_event(context)
    question = a_question(context, event)
    secret = a_party(context, event)

    with pytest.raises(Invalid):
        answer(secret, question, said)

    assert counted(event, question) == {}


def test_a_question_of_another_event_is_none(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    question = a_question(context, there)

    with pytest.raises(rsvps.QuestionNotFound):
        answer(a_party(context, here), question, 0)


@pytest.mark.parametrize("verb", [rsvps.cancel, rsvps.erase])
def test_who_does_not_come_leaves_no_answer(context: Flask, verb: object) -> None:
    event = an_event(context)
    question = a_question(context, event)
    secret = a_party(context, event)
    answer(secret, question, 0)

    with transaction():
        verb(secret, an_act())  # type: ignore[operator] # one of the two verbs above

    assert session().scalars(select(AnswerRow)).all() == []
    assert counted(event, question) == {}


def test_taking_a_question_back_destroys_its_answers(context: Flask) -> None:
    event = an_event(context)
    question = a_question(context, event)
    answer(a_party(context, event), question, 0)

    with transaction():
        rsvps.remove_question(event.id, question, an_act())

    assert rsvps.questions_of(event.id) == []
    assert session().scalars(select(AnswerRow)).all() == []


def test_after_retention_numbers_stay_and_words_open_no_more(context: Flask) -> None:
    event = an_event(context)
    chosen, written = a_question(context, event), a_question(context, event, WORDS)
    secret = a_party(context, event, people=2)
    answer(secret, chosen, 1)
    answer(secret, written, CANARY)
    row = session().scalars(select(AnswerRow).where(AnswerRow.question_id == written)).one()
    copy = (row.party_id, row.sealed)
    session().rollback()

    keep_house(an_act(event.schedule.over() + rsvps.RETENTION + timedelta(seconds=1)))

    assert session().scalars(select(AnswerRow)).all() == []
    assert (counted(event, chosen), counted(event, written)) == ({1: (1, 2)}, {None: (1, 2)})
    assert read(event, written) == []
    with pytest.raises(KeyDestroyed):
        unsealed(event.uid, copy[1] or b"", f"answer {copy[0]} {written}")


@pytest.mark.parametrize(
    ("wordings", "field"),
    [
        ({"fr": MEALS["fr"]}, "asks_en"),
        ({"en": rsvps.Wording("Why?", " ")}, "purpose_en"),
        ({"en": rsvps.Wording("Why?", "x", ("Yes", "\u200b"))}, "choices_en"),
        ({"en": rsvps.Wording("Why?", "x", tuple("abcdefg"))}, "choices_en"),
        ({**WORDS, "fr": MEALS["fr"]}, "choices_fr"),
        ({**MEALS, "fr": rsvps.Wording("", "pour")}, "asks_fr"),
    ],
)
def test_a_question_says_what_it_asks_what_for_and_the_same_in_each_language(
    context: Flask, wordings: dict[str, rsvps.Wording], field: str
) -> None:
    event = an_event(context)

    with pytest.raises(Invalid) as refused:
        a_question(context, event, wordings)

    assert refused.value.field == field


def test_few_questions_are_asked(context: Flask) -> None:
    event = an_event(context)
    for _ in range(MOST_QUESTIONS):
        a_question(context, event)

    with pytest.raises(Invalid):
        a_question(context, event)


def test_what_changed_before_an_address_was_left_is_not_told_though_somebody_answered(
    context: Flask,
) -> None:
    event = an_event(context)
    question = a_question(context, event, WORDS)
    answer(a_party(context, event), question, CANARY)
    with transaction():
        events.reword(event.id, "en", events.Words("Rally", "Bastille", "Us"), an_act())

    confirmed(context, event)

    assert rsvps.write_about_changes(an_act()) == 0
    assert [kind for kind, _ in owed()] == ["confirm"]
