"""The one decision about shifts, as a rule."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.volunteers import roles
from app.volunteers.need import Need
from app.volunteers.rota import (
    CHANGEOVER,
    Objection,
    Person,
    Setting,
    decide,
    leaves_changeover,
    may_leave,
    objections,
    overlaps,
    two_at_once,
)
from tests.makers.volunteering import DAY, HOUR, a_loose_need

NOW = Setting(DAY)


def holding(*held: Need, adult: bool = False) -> Person:
    return Person(held, adult)


def test_a_free_place_is_given() -> None:
    assert decide(a_loose_need(most=3, taken=2), Person(), NOW) is None


def test_a_full_shift_is_refused() -> None:
    assert decide(a_loose_need(most=3, taken=3), Person(), NOW) is Objection.FULL


def test_a_closed_event_takes_nobody() -> None:
    closed = Setting(DAY, event_open=False)

    assert decide(a_loose_need(), Person(), closed) is Objection.CLOSED


def test_a_removed_shift_takes_nobody() -> None:
    assert decide(a_loose_need(removed=True), Person(), NOW) is Objection.REMOVED


@pytest.mark.parametrize(
    ("hour", "objection"),
    [(11, None), (13.9, None), (14, Objection.OVER), (20, Objection.OVER)],
)
def test_a_shift_can_be_taken_until_its_end(hour: float, objection: Objection | None) -> None:
    assert decide(a_loose_need(), Person(), Setting(DAY + HOUR * hour)) is objection


@pytest.mark.parametrize(
    ("adults_only", "adult", "objection"),
    [
        (True, False, Objection.ADULTS_ONLY),
        (True, True, None),
        (False, False, None),
        (False, True, None),
    ],
)
def test_only_who_says_so_takes_a_shift_for_adults(
    *, adults_only: bool, adult: bool, objection: Objection | None
) -> None:
    need = a_loose_need(adults_only=adults_only)

    assert decide(need, Person(adult=adult), NOW) is objection


@pytest.mark.parametrize(
    ("held", "wanted", "objection"),
    [
        ("legal-observer", "welcome", Objection.INDEPENDENCE),
        ("welcome", "legal-observer", Objection.INDEPENDENCE),
        ("legal-observer", "legal-observer", None),
        ("steward", "welcome", None),
    ],
)
def test_a_legal_observer_holds_no_other_role_and_nobody_becomes_one_beside_another(
    held: str, wanted: str, objection: Objection | None
) -> None:
    person = holding(a_loose_need(held, begins=8))

    assert decide(a_loose_need(wanted, begins=18), person, NOW) is objection


@pytest.mark.parametrize("begins", [11, 10.5, 12, 13, 13.9])
def test_two_shifts_that_share_an_instant_are_refused(begins: float) -> None:
    person = holding(a_loose_need(begins=12))

    assert decide(a_loose_need("sound", begins=begins), person, NOW) is Objection.OVERLAP


def test_a_shift_around_another_one_is_refused() -> None:
    person = holding(a_loose_need(begins=12, hours=1))

    assert decide(a_loose_need(begins=10, hours=6), person, NOW) is Objection.OVERLAP


@pytest.mark.parametrize(
    ("minutes", "objection"),
    [(0, Objection.CHANGEOVER), (14, Objection.CHANGEOVER), (15, None), (60, None)],
)
def test_going_elsewhere_needs_the_time_to_get_there(
    minutes: int, objection: Objection | None
) -> None:
    before = a_loose_need("welcome", begins=12, hours=2)
    after = a_loose_need("sound", begins=14 + minutes / 60)

    assert decide(after, holding(before), NOW) is objection
    assert decide(before, holding(after), NOW) is objection


def test_staying_at_the_same_post_in_the_same_role_needs_no_time_between() -> None:
    before = a_loose_need(begins=12, hours=2, post="Gate")

    assert decide(a_loose_need(begins=14, post="Gate"), holding(before), NOW) is None
    assert (
        decide(a_loose_need(begins=14, post="Stage"), holding(before), NOW) is Objection.CHANGEOVER
    )


def test_a_shift_that_the_organisers_removed_stands_in_nobody_s_way() -> None:
    person = holding(a_loose_need("legal-observer", begins=12, removed=True))

    assert decide(a_loose_need(begins=12), person, NOW) is None


def test_the_weightiest_objection_comes_first() -> None:
    need = a_loose_need(begins=12, most=1, taken=1, adults_only=True, removed=True)
    person = holding(a_loose_need("legal-observer", begins=12))
    setting = Setting(DAY + HOUR * 20, event_open=False)

    assert list(objections(need, person, setting)) == [
        Objection.CLOSED,
        Objection.REMOVED,
        Objection.OVER,
        Objection.ADULTS_ONLY,
        Objection.INDEPENDENCE,
        Objection.OVERLAP,
        Objection.CHANGEOVER,
        Objection.FULL,
    ]


def test_a_shift_can_be_given_back_until_three_hours_before_it_begins() -> None:
    need = a_loose_need(begins=12)

    assert may_leave(need, need.shift.starts - need.terms.notice)
    assert not may_leave(need, need.shift.starts - need.terms.notice + timedelta(seconds=1))


NEEDS = st.builds(
    a_loose_need,
    role=st.sampled_from(roles.KEYS),
    begins=st.integers(0, 96).map(lambda quarter: quarter / 4),
    hours=st.integers(1, 24).map(lambda quarter: quarter / 4),
    post=st.sampled_from(["", "Gate", "Stage"]),
    most=st.integers(1, 3),
    taken=st.integers(0, 3),
    adults_only=st.booleans(),
    removed=st.booleans(),
)


@given(offered=st.lists(NEEDS, max_size=20), adult=st.booleans())
def test_whatever_somebody_asks_for_they_never_hold_what_does_not_go_together(
    offered: list[Need], *, adult: bool
) -> None:
    held: list[Need] = []
    for need in offered:
        if decide(need, holding(*held, adult=adult), NOW) is None:
            held.append(need)

    assert not any(overlaps(one, other) for one, other in combinations(held, 2))
    assert all(leaves_changeover(one, other) for one, other in combinations(held, 2))
    assert len({need.role.key for need in held}) <= 1 or not any(
        need.role.independent for need in held
    )
    assert all(need.taken < need.numbers.most and not need.removed for need in held)
    assert adult or not any(need.adults_only for need in held)


@given(one=NEEDS, other=NEEDS)
def test_overlap_and_changeover_do_not_depend_on_which_shift_was_first(
    one: Need, other: Need
) -> None:
    assert overlaps(one, other) == overlaps(other, one)
    assert leaves_changeover(one, other) == leaves_changeover(other, one)
    assert overlaps(one, one)


@given(one=NEEDS, other=NEEDS)
def test_who_has_the_time_to_get_there_does_not_overlap(one: Need, other: Need) -> None:
    if leaves_changeover(one, other):
        assert not overlaps(one, other)


@given(need=NEEDS, other=NEEDS)
def test_a_quarter_of_an_hour_between_two_shifts_is_always_enough(need: Need, other: Need) -> None:
    gap = max(need.shift.starts, other.shift.starts) - min(need.shift.ends, other.shift.ends)

    assert leaves_changeover(need, other) or gap < CHANGEOVER


@given(needs=st.lists(NEEDS, max_size=8))
def test_two_shifts_at_once_are_found_among_many(needs: list[Need]) -> None:
    assert two_at_once(needs) == any(overlaps(*pair) for pair in combinations(needs, 2))
