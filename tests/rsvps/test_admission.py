"""The one decision about places, as a rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rsvps.admission import PartyState, Room, decide, promoted, resize
from app.rsvps.errors import Full, TooLarge


def room(capacity: int | None = 10, confirmed: int = 0, waiting: int = 0, **more: bool) -> Room:
    return Room(capacity, confirmed, waiting, more.get("waitlist", True))


def test_a_party_that_fits_is_confirmed() -> None:
    assert decide(room(confirmed=7), 3) is PartyState.CONFIRMED


def test_a_party_that_does_not_fit_waits() -> None:
    assert decide(room(confirmed=8), 3) is PartyState.WAITING


def test_nobody_overtakes_the_waitlist() -> None:
    assert decide(room(confirmed=8, waiting=3), 1) is PartyState.WAITING


def test_without_limit_everybody_is_confirmed() -> None:
    assert decide(room(capacity=None, confirmed=10**6), 20) is PartyState.CONFIRMED


def test_a_party_larger_than_the_whole_room_is_refused_with_the_number_of_places() -> None:
    with pytest.raises(TooLarge) as refused:
        decide(room(capacity=4), 5)

    assert refused.value.capacity == 4


def test_without_waitlist_a_full_room_refuses_and_says_what_is_left() -> None:
    with pytest.raises(Full) as refused:
        decide(room(confirmed=8, waitlist=False), 3)

    assert refused.value.left == 2


def test_a_confirmed_party_grows_into_free_places() -> None:
    resize(room(confirmed=5), PartyState.CONFIRMED, 2, 7)


def test_a_confirmed_party_does_not_grow_past_those_who_wait() -> None:
    with pytest.raises(Full):
        resize(room(confirmed=5, waiting=6), PartyState.CONFIRMED, 2, 3)


def test_a_waiting_party_may_change_its_size() -> None:
    resize(room(confirmed=10, waiting=2), PartyState.WAITING, 2, 5)


def test_promotion_stops_at_the_first_party_that_does_not_fit() -> None:
    line = [(1, 2), (2, 3), (3, 1)]

    assert list(promoted(room(confirmed=6), line)) == [(1, 2)]


def test_a_party_that_can_never_fit_does_not_hold_up_the_line() -> None:
    assert list(promoted(room(capacity=4), [(1, 9), (2, 3)])) == [(2, 3)]


@given(
    capacity=st.integers(1, 60),
    line=st.lists(st.integers(1, 20), max_size=30),
    confirmed=st.integers(0, 60),
)
def test_promotion_never_oversells_and_keeps_the_order(
    capacity: int, line: list[int], confirmed: int
) -> None:
    confirmed = min(confirmed, capacity)
    queue = list(enumerate(line))

    chosen = list(promoted(room(capacity, confirmed), queue))

    assert confirmed + sum(people for _, people in chosen) <= capacity
    assert chosen == [entry for entry in queue if entry in chosen]
