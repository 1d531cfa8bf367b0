"""A shift in other hands: exactly one holder before and after, whoever takes it and however."""

from datetime import timedelta

import pytest
from flask import Flask

from app import events, volunteers
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.volunteering import HOUR, a_need, a_volunteer, a_wish


def holders(event: events.Event, need_id: int) -> tuple[str, ...]:
    """Return who has a shift; their number is what the need says."""
    (line,) = [line for line in volunteers.roster(event.id) if line.need.id == need_id]
    assert len(line.handles) == line.need.taken
    return line.handles


def hand_over_to_all(secret: str, need_id: int) -> None:
    with transaction():
        volunteers.hand_over_to_all(secret, need_id, an_act())


def a_link(secret: str, need_id: int) -> str:
    """Have a volunteer make a link that hands their shift over."""
    with transaction():
        volunteers.hand_over_by_link(secret, need_id, an_act())
    asked = volunteers.get(secret).hand_over(need_id)
    assert asked is not None
    return asked.secret


def take_over(event: events.Event, link: str, handle: str = "Omid") -> str:
    """Have somebody new take over what a link hands over."""
    need = volunteers.find_handed_over(link)
    assert need is not None
    with transaction():
        return volunteers.enlist(event.id, a_wish(need.id, handle, link=link), an_act())


def claim(secret: str, need_id: int, link: str = "") -> None:
    with transaction():
        volunteers.claim(secret, volunteers.Asked(need_id, link=link), an_act())


def test_who_hands_a_shift_over_has_it_until_somebody_takes_it(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    mina = a_volunteer(context, event, need, "Mina")

    link = a_link(mina, need)
    before = holders(event, need)
    omid = take_over(event, link)

    assert (before, holders(event, need)) == (("Mina",), ("Omid",))
    assert volunteers.get(omid).has(need)
    assert volunteers.get(mina).shifts == ()


def test_a_link_hands_over_once(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    link = a_link(a_volunteer(context, event, need), need)
    take_over(event, link)

    wish = a_wish(need, "Sara", link=link)
    with pytest.raises(volunteers.HandOverNotFound), transaction():
        volunteers.enlist(event.id, wish, an_act())

    assert volunteers.find_handed_over(link) is None
    assert holders(event, need) == ("Omid",)


def test_a_new_link_ends_the_one_before(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    mina = a_volunteer(context, event, need)

    old, new = a_link(mina, need), a_link(mina, need)

    assert volunteers.find_handed_over(old) is None
    assert volunteers.find_handed_over(new) is not None


def test_keeping_the_shift_ends_the_link(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    mina = a_volunteer(context, event, need, "Mina")
    link = a_link(mina, need)

    for _again in range(2):
        with transaction():
            volunteers.keep_shift(mina, need, an_act())

    assert volunteers.find_handed_over(link) is None
    assert holders(event, need) == ("Mina",)


def test_what_is_open_to_all_is_taken_from_the_list(context: Flask) -> None:
    event = an_event(context)
    need, other = a_need(context, event, most=1), a_need(context, event, begins=5)
    mina, omid = a_volunteer(context, event, need, "Mina"), a_volunteer(context, event, other)
    hand_over_to_all(mina, need)
    handed = volunteers.get_need(event.id, need).handed

    claim(omid, need)

    assert (handed, volunteers.get_need(event.id, need).handed) == (1, 0)
    assert volunteers.get(omid).has(need)
    assert not volunteers.get(mina).has(need)


def test_somebody_with_a_page_takes_over_by_a_link_and_the_rules_hold(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    clashing = a_need(context, event, "sound", begins=1)
    mina = a_volunteer(context, event, need, "Mina")
    omid = a_volunteer(context, event, clashing, "Omid")
    link = a_link(mina, need)

    with pytest.raises(volunteers.ClaimRefused) as refused:
        claim(omid, need, link)
    still = holders(event, need)
    with transaction():
        volunteers.leave(omid, clashing, an_act())
    claim(omid, need, link)

    assert refused.value.objection is volunteers.Objection.OVERLAP
    assert (still, holders(event, need)) == (("Mina",), ("Omid",))


def test_handing_over_to_oneself_changes_nothing(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    mina = a_volunteer(context, event, need, "Mina")

    claim(mina, need, a_link(mina, need))

    assert holders(event, need) == ("Mina",)


def test_a_deed_that_is_stopped_half_way_leaves_the_first_person(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    link = a_link(a_volunteer(context, event, need, "Mina"), need)

    def stopped() -> None:
        with transaction():
            volunteers.enlist(event.id, a_wish(need, "Omid", link=link), an_act())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert holders(event, need) == ("Mina",)
    assert volunteers.find_handed_over(link) is not None


def test_a_shift_that_can_no_longer_be_given_back_can_be_handed_over(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    mina = a_volunteer(context, event, need, "Mina")
    late = an_act(event.schedule.begins() - HOUR)
    link = a_link(mina, need)

    with pytest.raises(volunteers.TooLateToLeave), transaction():
        volunteers.leave(mina, need, late)
    with transaction():
        volunteers.enlist(event.id, a_wish(need, "Omid", link=link), late)

    assert holders(event, need) == ("Omid",)


def test_after_its_end_a_shift_is_handed_over_to_nobody(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, begins=-4, most=1)
    link = a_link(a_volunteer(context, event, need, "Mina"), need)
    over = volunteers.get_need(event.id, need).shift.ends + timedelta(seconds=1)

    with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
        volunteers.enlist(event.id, a_wish(need, "Omid", link=link), an_act(over))

    assert refused.value.objection is volunteers.Objection.OVER


def test_what_is_handed_over_is_for_those_who_wait(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    mina, omid = (a_volunteer(context, event, need, handle) for handle in ("Mina", "Omid"))
    hand_over_to_all(mina, need)

    with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
        volunteers.enlist(event.id, a_wish(need, "Sara"), an_act())
    claim(omid, need)

    assert refused.value.objection is volunteers.Objection.FULL
    assert holders(event, need) == ("Omid",)
    assert volunteers.get(omid).candidacies == ()


def test_who_has_no_shift_hands_nothing_over(context: Flask) -> None:
    event = an_event(context)
    need, other = a_need(context, event), a_need(context, event, begins=5)
    mina = a_volunteer(context, event, need)

    with pytest.raises(volunteers.NoShift):
        a_link(mina, other)


def test_a_link_hands_over_the_shift_it_was_made_for_and_no_other(context: Flask) -> None:
    event = an_event(context)
    need, other = (a_need(context, event, begins=hour, most=1) for hour in (0, 5))
    link = a_link(a_volunteer(context, event, need, "Mina"), need)
    a_volunteer(context, event, other, "Sara")

    wish = a_wish(other, "Omid", link=link)
    with pytest.raises(volunteers.HandOverNotFound), transaction():
        volunteers.enlist(event.id, wish, an_act())

    assert holders(event, other) == ("Sara",)
