"""The verbs of organisers about needs, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import audit, events, volunteers
from app.kernel.errors import Invalid
from app.platform.db import session, transaction
from app.volunteers.models import ShiftRow
from tests.makers import an_act, an_event
from tests.makers.volunteering import HOUR, a_need, a_plan, a_shift, a_volunteer


def add(event: events.Event, plan: volunteers.Plan) -> int:
    with transaction():
        return volunteers.add_need(event.id, plan, an_act())


def change(event: events.Event, need_id: int, plan: volunteers.Plan) -> None:
    with transaction():
        volunteers.change_need(event.id, need_id, plan, an_act())


def remove(event: events.Event, need_id: int) -> None:
    with transaction():
        volunteers.remove_need(event.id, need_id, an_act())


def booked_twice(event: events.Event) -> int:
    return volunteers.double_booked(event.id, volunteers.needs(event.id))


def test_a_need_stands_as_it_was_planned(context: Flask) -> None:
    event = an_event(context)
    plan = a_plan(
        a_shift(event, post="North gate"),
        "interpreter",
        least=2,
        most=4,
        languages=("fa", "fr"),
        adults_only=True,
    )

    need = volunteers.get_need(event.id, add(event, plan))

    assert (need.role.key, need.shift, need.numbers) == ("interpreter", plan.shift, plan.numbers)
    assert (need.languages, need.adults_only) == (("fr", "fa"), True)
    assert (need.taken, need.sequence, need.coverage) == (0, 0, volunteers.Coverage.UNDER)


def test_needs_of_the_same_time_and_post_share_a_shift(context: Flask) -> None:
    event = an_event(context)
    for role in ("steward", "sound"):
        a_need(context, event, role)
    a_need(context, event, "steward", post="North gate")

    assert len(session().scalars(select(ShiftRow)).all()) == 2


def test_needs_come_soonest_first(context: Flask) -> None:
    event = an_event(context)
    late, early = a_need(context, event, begins=3), a_need(context, event, begins=-2)

    assert [need.id for need in volunteers.needs(event.id)] == [early, late]


def test_the_same_role_twice_in_a_shift_is_refused(context: Flask) -> None:
    event = an_event(context)
    a_need(context, event)

    with pytest.raises(Invalid) as refused:
        a_need(context, event)

    assert (refused.value.field, refused.value.reason) == ("role", "taken")


@pytest.mark.parametrize(
    ("least", "most", "field"),
    [(0, 0, "most"), (-1, 2, "least"), (3, 2, "least"), (1, 10_001, "most")],
)
def test_numbers_that_cannot_be_are_refused(
    context: Flask, least: int, most: int, field: str
) -> None:
    event = an_event(context)

    with pytest.raises(Invalid) as refused:
        a_need(context, event, least=least, most=most)

    assert refused.value.field == field
    assert volunteers.needs(event.id) == []


@pytest.mark.parametrize(
    ("hours", "reason"), [(0, "before_start"), (-1, "before_start"), (24.1, "too_long")]
)
def test_times_that_cannot_be_are_refused(context: Flask, hours: float, reason: str) -> None:
    event = an_event(context)

    with pytest.raises(Invalid) as refused:
        a_need(context, event, hours=hours)

    assert (refused.value.field, refused.value.reason) == ("ends_at", reason)


def test_numbers_change_without_disturbing_calendars(context: Flask) -> None:
    event = an_event(context)
    need_id = a_need(context, event)
    plan = a_plan(a_shift(event), least=3, most=9)

    change(event, need_id, plan)

    need = volunteers.get_need(event.id, need_id)
    assert (need.numbers, need.sequence) == (volunteers.Numbers(3, 9), 0)


def test_another_time_or_post_moves_those_who_have_it_and_raises_the_sequence(
    context: Flask,
) -> None:
    event = an_event(context)
    need_id = a_need(context, event)
    secret = a_volunteer(context, event, need_id)
    later = a_shift(event, begins=4, post="North gate")

    change(event, need_id, a_plan(later))

    (moved,) = volunteers.get(secret).shifts
    assert (moved.shift, moved.sequence) == (later, 1)
    assert len(session().scalars(select(ShiftRow)).all()) == 1


def test_fewer_places_than_are_taken_are_refused_with_their_number(context: Flask) -> None:
    event = an_event(context)
    need_id = a_need(context, event, most=3)
    for _ in range(2):
        a_volunteer(context, event, need_id)

    with pytest.raises(volunteers.BelowTaken) as refused:
        change(event, need_id, a_plan(a_shift(event), most=1))

    assert refused.value.taken == 2


def test_a_change_that_books_somebody_twice_is_told(context: Flask) -> None:
    event = an_event(context)
    first, second = a_need(context, event), a_need(context, event, "sound", begins=3)
    secret = a_volunteer(context, event, first)
    with transaction():
        volunteers.claim(secret, volunteers.Asked(second), an_act())
    a_volunteer(context, event, first, "Omid")
    before = booked_twice(event)

    change(event, second, a_plan(a_shift(event, begins=1), "sound"))

    assert (before, booked_twice(event)) == (0, 1)


def test_a_need_that_nobody_took_is_removed_without_a_trace(context: Flask) -> None:
    event = an_event(context)
    need_id = a_need(context, event)

    remove(event, need_id)

    assert volunteers.needs(event.id) == []
    assert session().scalars(select(ShiftRow)).all() == []
    with pytest.raises(volunteers.NeedNotFound):
        volunteers.get_need(event.id, need_id)


def test_a_removed_need_stays_on_the_page_of_who_had_it(context: Flask) -> None:
    event = an_event(context)
    need_id = a_need(context, event)
    secret = a_volunteer(context, event, need_id)

    remove(event, need_id)

    (held,) = volunteers.get(secret).shifts
    assert (held.removed, held.sequence) == (True, 1)
    assert volunteers.needs(event.id) == []
    assert volunteers.get(secret).standing == ()


def test_a_removed_need_can_be_given_up_at_any_time(context: Flask) -> None:
    event = an_event(context)
    need_id = a_need(context, event)
    secret = a_volunteer(context, event, need_id)
    remove(event, need_id)

    with transaction():
        volunteers.leave(secret, need_id, an_act(event.schedule.begins()))

    assert volunteers.get(secret).shifts == ()


def test_a_role_that_was_removed_can_be_added_again_as_a_new_need(context: Flask) -> None:
    event = an_event(context)
    old = a_need(context, event)
    secret = a_volunteer(context, event, old)
    remove(event, old)

    new = a_need(context, event)

    assert new != old
    assert volunteers.get(secret).standing == ()
    assert volunteers.get_need(event.id, new).taken == 0


def test_the_id_of_a_removed_need_is_never_given_to_another(context: Flask) -> None:
    event = an_event(context)
    old = a_need(context, event)
    remove(event, old)

    assert a_need(context, event) > old


def test_needs_are_changed_by_their_own_event_alone(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    need_id = a_need(context, there)
    a_need(context, here)

    with pytest.raises(volunteers.NeedNotFound):
        change(here, need_id, a_plan(a_shift(here)))
    with pytest.raises(volunteers.NeedNotFound):
        remove(here, need_id)


def test_what_organisers_do_is_audited_and_what_volunteers_do_is_not(context: Flask) -> None:
    event = an_event(context)
    need_id = a_need(context, event)
    secret = a_volunteer(context, event, need_id)
    change(event, need_id, a_plan(a_shift(event), most=9))
    remove(event, need_id)
    with transaction():
        volunteers.erase(secret, an_act())

    deeds = [deed.what for deed in audit.deeds_on(event.id)]

    assert deeds[:3] == ["need removed", "need changed", "need added"]
    assert not any("volunteer" in what for what in deeds)


def test_a_roster_names_who_has_which_shift_in_order(context: Flask) -> None:
    event = an_event(context)
    first, empty = a_need(context, event), a_need(context, event, "sound", begins=3)
    for handle in ("omid", "Mina", "Élodie"):
        a_volunteer(context, event, first, handle)

    roster = volunteers.roster(event.id)

    assert [(line.need.id, line.handles) for line in roster] == [
        (first, ("Mina", "omid", "Élodie")),
        (empty, ()),
    ]


def test_signing_up_stays_open_until_the_last_free_shift_ends(context: Flask) -> None:
    event = an_event(context)
    a_need(context, event, hours=2)
    last = a_need(context, event, begins=3, hours=1, most=1)
    begins = event.schedule.begins()
    open_until = [volunteers.open_until(event.id, begins)]

    a_volunteer(context, event, last)

    open_until += [
        volunteers.open_until(event.id, begins + timedelta(hours=hour)) for hour in (0, 2)
    ]
    assert open_until == [begins + HOUR * 4, begins + HOUR * 2, None]


def test_a_long_post_is_refused(context: Flask) -> None:
    event = an_event(context)
    plan = a_plan(a_shift(event))

    with pytest.raises(Invalid) as refused:
        add(event, replace(plan, shift=replace(plan.shift, post="x" * 121)))

    assert refused.value.field == "post"
