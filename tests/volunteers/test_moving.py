"""When an event moves, its shifts can move along."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Flask

from app import volunteers
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.volunteering import a_need

PARIS = ZoneInfo("Europe/Paris")


def test_shifts_keep_their_hour_across_a_change_of_the_clocks(context: Flask) -> None:
    event = an_event(context)
    for role in ("steward", "first-aid"):
        a_need(context, event, role)
    before = volunteers.needs(event.id)

    with transaction():
        moved = volunteers.move_shifts(event.id, timedelta(days=182), an_act())

    after = volunteers.needs(event.id)
    assert moved == len({need.shift for need in before})
    for was, now in zip(before, after, strict=True):
        wall, later = (need.shift.starts.astimezone(PARIS) for need in (was, now))
        assert later.replace(tzinfo=None) - wall.replace(tzinfo=None) == timedelta(days=182)
        assert now.shift.length == was.shift.length
        assert now.sequence == was.sequence + 1


def test_shifts_that_follow_each_other_do_not_get_into_each_others_way(context: Flask) -> None:
    event = an_event(context)
    first = volunteers.get_need(event.id, a_need(context, event, "steward"))
    hour = first.shift.length
    with transaction():
        shift = volunteers.Shift(first.shift.ends, first.shift.ends + hour)
        plan = volunteers.Plan(first.role, shift, first.numbers)
        volunteers.add_need(event.id, plan, an_act())
    stood = [need.shift.starts for need in volunteers.needs(event.id)]

    for by in (hour, -hour):
        with transaction():
            volunteers.move_shifts(event.id, by, an_act())

    assert [need.shift.starts for need in volunteers.needs(event.id)] == stood


def test_without_shifts_nothing_moves(context: Flask) -> None:
    event = an_event(context)

    with transaction():
        assert volunteers.move_shifts(event.id, timedelta(days=1), an_act()) == 0
