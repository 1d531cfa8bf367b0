"""Organisers say which kinds of place there are, and change it without breaking a promise."""

import pytest
from flask import Flask

from app import audit, events, rsvps
from app.kernel.errors import Invalid
from app.platform.db import transaction
from app.rsvps.kinds import MOST_KINDS
from tests.makers import a_kind, a_party, a_question, an_act, an_event
from tests.rsvps.test_levels import confirmed, owed
from tests.rsvps.test_seats import a_plan, have


def add(event: events.Event, plan: rsvps.KindPlan) -> None:
    with transaction():
        rsvps.add_kind(event.id, plan, an_act())


def test_a_kind_has_a_name_in_each_language_and_falls_back_to_the_first(context: Flask) -> None:
    event = an_event(context, language="fr")
    names = {"fr": "Car  de Lyon", "fa": "اتوبوس لیون", "en": "\u200b"}
    add(event, rsvps.KindPlan("fr", names, capacity=50))

    (kind,) = rsvps.kinds_of(event.id)

    assert [kind.name(code) for code in ("fr", "en", "fa")] == [
        "Car de Lyon",
        "Car de Lyon",
        "اتوبوس لیون",
    ]


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (rsvps.KindPlan("en", {"fr": "Car"}, 2), "name"),
        (rsvps.KindPlan("en", {"en": " "}, 2), "name"),
        (rsvps.KindPlan("en", {"en": "Coach"}, 0), "capacity"),
    ],
)
def test_a_kind_without_a_name_or_places_is_refused(
    context: Flask, plan: rsvps.KindPlan, field: str
) -> None:
    event = an_event(context)

    with pytest.raises(Invalid) as refused:
        add(event, plan)

    assert refused.value.field == field


def test_an_event_has_a_dozen_kinds_at_most(context: Flask) -> None:
    event = an_event(context)
    for _ in range(MOST_KINDS):
        add(event, a_plan())

    with pytest.raises(Invalid):
        add(event, a_plan())


def test_more_seats_let_the_line_in(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event, a_plan(capacity=1))
    a_party(context, event, seats={coach: 1})
    line = [a_party(context, event, seats={coach: 1}) for _ in range(3)]

    with transaction():
        rsvps.change_kind(event.id, coach, a_plan(capacity=3), an_act())

    assert [have(secret)[0][0] for secret in line] == ["confirmed", "confirmed", "waiting"]


def test_fewer_seats_than_are_taken_are_refused_with_the_number(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    a_party(context, event, people=2, seats={coach: 2})

    with pytest.raises(rsvps.BelowConfirmed) as refused, transaction():
        rsvps.change_kind(event.id, coach, a_plan(capacity=1), an_act())

    assert refused.value.confirmed == 2


def test_an_overfull_coach_throws_nobody_out_and_admits_nobody(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    holder = a_party(context, event, people=2, seats={coach: 2})

    with transaction():
        rsvps.overfill_kind(event.id, coach, 1, an_act())
    newcomer = a_party(context, event, seats={coach: 1})
    with transaction():
        rsvps.change_seats(holder, coach, 1, an_act())

    assert have(holder) == [("confirmed", 1, None)]
    assert have(newcomer) == [("waiting", 1, 1)]


def test_calling_a_coach_off_takes_the_seats_and_leaves_the_places(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    secret = a_party(context, event, people=2, seats={coach: 2})

    for _ in range(2):
        with transaction():
            rsvps.remove_kind(event.id, coach, an_act())

    assert rsvps.kinds_of(event.id) == []
    assert [(kind.removed, has) for kind, has in rsvps.kinds_beside(rsvps.get(secret))] == [
        (True, None)
    ]
    assert rsvps.get(secret).state.value == "confirmed"
    with pytest.raises(rsvps.KindNotFound), transaction():
        rsvps.change_seats(secret, coach, 1, an_act())


def test_who_gets_updates_is_told_of_seats_that_come_and_go(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event, a_plan(capacity=1))
    holder = a_party(context, event, seats={coach: 1})
    listening = confirmed(context, event)
    with transaction():
        rsvps.change_seats(listening, coach, 1, an_act())

    with transaction():
        rsvps.change_seats(holder, coach, 0, an_act())
    with transaction():
        rsvps.remove_kind(event.id, coach, an_act())

    assert [kind for kind, _ in owed()] == ["confirm", "seats-place", "seats-off"]


def test_what_is_done_to_kinds_is_noted(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    with transaction():
        rsvps.change_kind(event.id, coach, a_plan(capacity=3), an_act())
    with transaction():
        rsvps.remove_kind(event.id, coach, an_act())

    deeds = [deed.what for deed in audit.deeds_on(event.id)]

    assert deeds[:3] == [
        "kind of place removed",
        "kind of place changed",
        "kind of place added",
    ]


def test_a_copied_event_has_the_same_kinds_and_questions_and_nobody_in_them(
    context: Flask,
) -> None:
    model, copy = an_event(context, capacity=9), an_event(context, published=False)
    coach = a_kind(context, model, a_plan(capacity=4, by_offer=True))
    a_kind(context, model)
    a_question(context, model)
    a_party(context, model, seats={coach: 1})
    with transaction():
        rsvps.remove_kind(model.id, rsvps.kinds_of(model.id)[1].id, an_act())

    with transaction():
        rsvps.copy_room(model.id, copy.id, an_act())

    (kind,) = rsvps.kinds_of(copy.id)
    assert (kind.plan, kind.counts.confirmed) == (a_plan(capacity=4, by_offer=True), 0)
    assert [question.wordings for question in rsvps.questions_of(copy.id)] == [
        question.wordings for question in rsvps.questions_of(model.id)
    ]
