"""Who waits for a shift: in order, offered what is freed, and never two in one place."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app import events, volunteers
from app.platform.db import transaction
from app.volunteers import Standing
from tests.makers import an_act, an_event
from tests.makers.volunteering import HOUR, a_need, a_plan, a_shift, a_volunteer

HANDLES = ("Mina", "Omid", "Sara")


def standings(secret: str) -> dict[int, tuple[Standing, int]]:
    wishes = volunteers.get(secret).candidacies
    return {wish.need.id: (wish.standing, wish.number) for wish in wishes}


def numbers(event: events.Event, need_id: int) -> tuple[int, int, int]:
    need = volunteers.get_need(event.id, need_id)
    return need.taken, need.held, need.waiting


def leave(secret: str, need_id: int, now: datetime | None = None) -> None:
    with transaction():
        volunteers.leave(secret, need_id, an_act(now))


def claim(secret: str, need_id: int, now: datetime | None = None) -> None:
    with transaction():
        volunteers.claim(secret, volunteers.Asked(need_id), an_act(now))


def a_full_shift(app: Flask, event: events.Event) -> tuple[int, list[str]]:
    """Return a shift with one place, and three people who want it: one has it, two wait."""
    need = a_need(app, event, most=1)
    return need, [a_volunteer(app, event, need, handle) for handle in HANDLES]


def test_who_comes_to_a_full_shift_waits_in_the_order_of_coming(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)

    assert numbers(event, need) == (1, 0, 2)
    assert [standings(who) for who in (mina, omid, sara)] == [
        {},
        {need: (Standing.WAITING, 1)},
        {need: (Standing.WAITING, 2)},
    ]


def test_a_freed_place_is_held_for_the_first_in_line_and_for_nobody_else(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)

    leave(mina, need)

    assert numbers(event, need) == (0, 1, 1)
    assert standings(omid)[need][0] is Standing.OFFERED
    assert standings(sara) == {need: (Standing.WAITING, 1)}
    for overtaking in (mina, sara):
        with pytest.raises(volunteers.ClaimRefused) as refused:
            claim(overtaking, need)
        assert refused.value.objection is volunteers.Objection.FULL


def test_an_offer_is_accepted_once(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, _) = a_full_shift(context, event)
    leave(mina, need)

    for _again in range(2):
        claim(omid, need)

    assert numbers(event, need) == (1, 0, 1)
    assert (volunteers.get(omid).has(need), standings(omid)) == (True, {})


def test_a_declined_offer_goes_to_the_next(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)
    leave(mina, need)

    leave(omid, need)

    assert numbers(event, need) == (0, 1, 0)
    assert standings(omid) == {}
    assert standings(sara)[need][0] is Standing.OFFERED


def test_an_offer_that_nobody_answers_goes_to_the_next(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)
    leave(mina, need)
    ends_at = volunteers.get(omid).candidacies[0].ends_at
    assert ends_at is not None

    with transaction():
        volunteers.settle_late_offers(an_act(ends_at - timedelta(seconds=1)))
    before = standings(omid)
    with transaction():
        volunteers.settle_late_offers(an_act(ends_at))

    assert before[need][0] is Standing.OFFERED
    assert standings(omid) == {}
    assert standings(sara)[need][0] is Standing.OFFERED
    assert numbers(event, need) == (0, 1, 0)


def test_who_accepts_too_late_finds_it_with_the_next_in_line(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)
    leave(mina, need)
    ends_at = volunteers.get(omid).candidacies[0].ends_at

    with pytest.raises(volunteers.ClaimRefused):
        claim(omid, need, ends_at)
    claim(sara, need, ends_at)

    assert volunteers.get(sara).has(need)


def test_an_offer_never_reaches_into_the_shift(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, _) = a_full_shift(context, event)
    begins = event.schedule.begins()

    leave(mina, need, begins - HOUR * 3)

    (wish,) = volunteers.get(omid).candidacies
    assert wish.ends_at is not None
    assert begins - HOUR * 3 < wish.ends_at <= begins


def test_who_cannot_take_it_now_is_passed_over_and_keeps_the_number(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)
    clashing = a_need(context, event, "sound", begins=1)
    claim(omid, clashing)

    leave(mina, need)

    assert standings(omid) == {need: (Standing.WAITING, 1)}
    assert standings(sara)[need][0] is Standing.OFFERED


def test_giving_back_what_barred_it_brings_the_offer(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    mina, omid = (a_volunteer(context, event, need, handle) for handle in HANDLES[:2])
    clashing = a_need(context, event, "sound", begins=1)
    claim(omid, clashing)
    leave(mina, need)

    leave(omid, clashing)

    assert standings(omid)[need][0] is Standing.OFFERED


def test_taking_something_at_the_same_time_lets_go_of_what_was_held(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)
    clashing = a_need(context, event, "sound", begins=1)
    leave(mina, need)

    claim(omid, clashing)

    assert standings(omid) == {}
    assert standings(sara)[need][0] is Standing.OFFERED


def test_more_places_are_offered_at_once(context: Flask) -> None:
    event = an_event(context)
    need, (_, omid, sara) = a_full_shift(context, event)

    with transaction():
        plan = a_plan(a_shift(event), most=3)
        volunteers.change_need(event.id, need, plan, an_act())

    assert numbers(event, need) == (1, 2, 0)
    assert [standings(who)[need][0] for who in (omid, sara)] == [Standing.OFFERED] * 2


def test_places_that_are_held_cannot_be_planned_away(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=2)
    mina, omid, _ = (a_volunteer(context, event, need, handle) for handle in HANDLES)
    leave(mina, need)

    plan = a_plan(a_shift(event), most=1)
    with pytest.raises(volunteers.BelowTaken), transaction():
        volunteers.change_need(event.id, need, plan, an_act())

    assert volunteers.get(omid).has(need)


def test_who_erases_themselves_passes_on_what_they_had_and_what_was_held(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, sara) = a_full_shift(context, event)

    for gone in (mina, omid):
        with transaction():
            volunteers.erase(gone, an_act())

    assert numbers(event, need) == (0, 1, 0)
    assert standings(sara)[need][0] is Standing.OFFERED


def test_nobody_waits_for_what_they_could_not_take(context: Flask) -> None:
    event = an_event(context)
    _, (mina, *_) = a_full_shift(context, event)
    clashing = a_need(context, event, "sound", begins=1, most=1)
    a_volunteer(context, event, clashing, "Ali")

    with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
        volunteers.claim(mina, volunteers.Asked(clashing, or_wait=True), an_act())

    assert refused.value.objection is volunteers.Objection.OVERLAP
    assert numbers(event, clashing) == (1, 0, 0)


def test_a_cancelled_event_offers_nothing(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, _) = a_full_shift(context, event)
    with transaction():
        events.cancel(event.id, an_act())

    leave(mina, need)

    assert numbers(event, need) == (0, 0, 2)
    assert standings(omid) == {need: (Standing.WAITING, 1)}


def test_a_removed_shift_stays_with_those_who_wait_until_they_put_it_away(context: Flask) -> None:
    event = an_event(context)
    need, (mina, omid, _) = a_full_shift(context, event)
    with transaction():
        volunteers.remove_need(event.id, need, an_act())

    leave(mina, need)
    removed = volunteers.get(omid).candidacies[0].need.removed
    leave(omid, need)

    assert removed
    assert numbers(event, need) == (0, 0, 1)
