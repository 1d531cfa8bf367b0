"""Places of further kinds: their own number and line, for those who have a place at the event."""

import os
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from app import events, rsvps, tickets
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import KindId
from app.platform.db import session, transaction
from app.rsvps import Entry, Rules
from tests.makers import a_kind, a_party, an_act, an_event
from tests.makers.statements import the_statements


def later(**of: float) -> Act:
    return an_act(an_act().now + timedelta(**of))


def a_plan(capacity: int | None = 2, **rules: bool) -> rsvps.KindPlan:
    return rsvps.KindPlan("en", {"en": "Coach from Lyon"}, capacity, **rules)


def have(secret: str) -> list[tuple[str, int, int | None]]:
    """Return the state, people and turn of all that a party has beside its place."""
    party = rsvps.get(secret)
    seats = rsvps.seats_of([party.id])[party.id].values()
    return [(it.state.value, it.people, it.position) for it in seats]


def numbers(event: events.Event) -> tuple[int, int, int]:
    (kind,) = rsvps.kinds_of(event.id)
    return kind.counts.confirmed, kind.counts.held, kind.counts.waiting


def change(secret: str, kind: KindId, people: int) -> None:
    with transaction():
        rsvps.change_seats(secret, kind, people, an_act())


def test_seats_are_taken_beside_the_place_and_counted_apart(context: Flask) -> None:
    event = an_event(context, capacity=10)
    coach = a_kind(context, event)

    secret = a_party(context, event, people=3, seats={coach: 2})

    assert have(secret) == [("confirmed", 2, None)]
    assert numbers(event) == (2, 0, 0)
    assert rsvps.counts(event.id).confirmed == 3


def test_who_finds_no_seat_waits_for_one_and_comes_anyway(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    a_party(context, event, people=2, seats={coach: 2})

    line = [a_party(context, event, seats={coach: 1}) for _ in range(2)]

    assert [rsvps.get(secret).state.value for secret in line] == ["confirmed", "confirmed"]
    assert [have(secret) for secret in line] == [[("waiting", 1, 1)], [("waiting", 1, 2)]]


def test_without_a_waiting_list_too_many_seats_refuse_the_whole_answer(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event, a_plan(waitlist=False))
    a_party(context, event, seats={coach: 1})

    with pytest.raises(rsvps.SeatsTaken) as refused:
        a_party(context, event, people=2, seats={coach: 2})

    assert (refused.value.kind, refused.value.at_most) == (coach, 1)
    assert rsvps.counts(event.id).confirmed == 1


def test_seats_for_more_than_there_are_are_refused(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)

    with pytest.raises(rsvps.SeatsTaken) as refused:
        a_party(context, event, people=3, seats={coach: 3})

    assert refused.value.at_most == 2


def test_a_party_wants_no_more_seats_than_it_is_people(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)

    with pytest.raises(Invalid):
        a_party(context, event, people=1, seats={coach: 2})


def test_seats_of_another_event_are_no_seats(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    coach = a_kind(context, there)

    with pytest.raises(rsvps.KindNotFound):
        a_party(context, here, seats={coach: 1})


def test_the_same_form_counts_seats_once_and_with_other_seats_is_refused(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    nonce = os.urandom(16)
    for _ in range(2):
        with transaction():
            rsvps.register(event.id, rsvps.Wish(2, nonce, {coach: 1}), an_act())

    with pytest.raises(rsvps.ReplayDiffers), transaction():
        rsvps.register(event.id, rsvps.Wish(2, nonce, {coach: 2}), an_act())

    assert numbers(event) == (1, 0, 0)


def test_who_waits_for_the_event_only_wishes_for_seats_and_holds_up_nobody(context: Flask) -> None:
    event = an_event(context, capacity=2)
    coach = a_kind(context, event)
    holder = a_party(context, event, people=2)
    waiting = a_party(context, event, people=2, seats={coach: 2})
    wished = have(waiting), numbers(event)

    with transaction():
        rsvps.cancel(holder, an_act())

    assert wished == ([("pending", 2, None)], (0, 0, 0))
    assert have(waiting) == [("confirmed", 2, None)]
    assert numbers(event) == (2, 0, 0)


def test_a_wish_for_a_full_coach_without_a_line_is_dropped(context: Flask) -> None:
    event = an_event(context, capacity=2)
    coach = a_kind(context, event, a_plan(capacity=1, waitlist=False))
    a_party(context, event, seats={coach: 1})
    leaving = a_party(context, event)
    waiting = a_party(context, event, seats={coach: 1})

    with transaction():
        rsvps.cancel(leaving, an_act())

    assert (rsvps.get(waiting).state.value, have(waiting)) == ("confirmed", [])


@pytest.mark.parametrize("entry", [Entry.ADDRESS, Entry.APPROVAL])
def test_seats_of_a_pending_party_are_decided_when_it_has_its_place(
    context: Flask, entry: Entry
) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    with transaction():
        rsvps.set_rules(event.id, Rules(entry=entry), an_act())
    secret = a_party(context, event, seats={coach: 1})
    pending = have(secret)

    with transaction():
        if entry is Entry.ADDRESS:
            rsvps.confirm_pending(secret, an_act())
        else:
            party = rsvps.get(secret).id
            rsvps.admit_by_hand(event.id, party, rsvps.Reason.TASK, an_act())

    assert (pending, have(secret)) == ([("pending", 1, None)], [("confirmed", 1, None)])


def test_who_confirms_no_address_leaves_no_wish_behind(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    with transaction():
        rsvps.set_rules(event.id, Rules(entry=Entry.ADDRESS), an_act())
    secret = a_party(context, event, seats={coach: 1})

    with transaction():
        rsvps.settle_what_is_late(later(hours=3))

    assert (rsvps.get(secret).state.value, have(secret)) == ("cancelled", [])


@pytest.mark.parametrize("verb", [rsvps.cancel, rsvps.erase])
def test_who_leaves_frees_its_seats_for_the_first_in_line(context: Flask, verb: object) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    holder = a_party(context, event, people=2, seats={coach: 2})
    first = a_party(context, event, seats={coach: 1})

    with transaction():
        verb(holder, an_act())  # type: ignore[operator] # one of the two verbs above

    assert have(first) == [("confirmed", 1, None)]
    assert numbers(event) == (1, 0, 0)


def test_a_party_that_becomes_fewer_keeps_no_seat_too_many(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    holder = a_party(context, event, people=3, seats={coach: 2})
    first = a_party(context, event, seats={coach: 1})

    with transaction():
        rsvps.change_people(holder, 1, an_act())

    assert (have(holder), have(first)) == ([("confirmed", 1, None)], [("confirmed", 1, None)])


def test_seats_are_asked_for_changed_and_given_back_later(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    secret = a_party(context, event, people=2)

    stands = []
    for people in (1, 2, 0, 0):
        change(secret, coach, people)
        stands.append((have(secret), numbers(event)))

    assert stands == [
        ([("confirmed", 1, None)], (1, 0, 0)),
        ([("confirmed", 2, None)], (2, 0, 0)),
        ([], (0, 0, 0)),
        ([], (0, 0, 0)),
    ]


def test_nobody_takes_more_seats_past_those_who_wait(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event, a_plan(capacity=3))
    holder = a_party(context, event, people=2, seats={coach: 2})
    a_party(context, event, people=2, seats={coach: 2})

    with transaction():
        rsvps.change_people(holder, 3, an_act())

    with pytest.raises(rsvps.SeatsTaken) as refused:
        change(holder, coach, 3)

    assert refused.value.at_most == 2
    assert have(holder) == [("confirmed", 2, None)]


def test_a_freed_seat_is_offered_taken_or_lost_like_a_place(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event, a_plan(capacity=1, by_offer=True))
    holder = a_party(context, event, seats={coach: 1})
    first, second = (a_party(context, event, seats={coach: 1}) for _ in range(2))
    change(holder, coach, 0)
    asked = have(first), numbers(event)

    with transaction():
        rsvps.settle_what_is_late(later(hours=13))
    for _ in range(2):
        with transaction():
            rsvps.accept_seats(second, coach, later(hours=13))
    with pytest.raises(rsvps.OfferEnded), transaction():
        rsvps.accept_seats(first, coach, later(hours=13))

    assert asked == ([("offered", 1, None)], (0, 1, 1))
    assert have(first) == [("waiting", 1, 1)]
    assert have(second) == [("confirmed", 1, None)]
    assert numbers(event) == (1, 0, 1)


def test_an_offer_of_seats_that_ended_is_noticed_by_housekeeping(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event, a_plan(capacity=1, by_offer=True))
    holder = a_party(context, event, seats={coach: 1})
    a_party(context, event, seats={coach: 1})
    change(holder, coach, 0)

    noticed = [rsvps.anything_is_late(act) for act in (an_act(), later(hours=13))]

    assert noticed == [False, True]


def test_organisers_give_a_seat_out_of_turn_and_never_one_too_many(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    holder = a_party(context, event, people=2, seats={coach: 2})
    first, second = (a_party(context, event, people=2, seats={coach: 2}) for _ in range(2))
    chosen = rsvps.get(second).id

    with pytest.raises(rsvps.Full), transaction():
        rsvps.admit_seats_by_hand(event.id, coach, chosen, rsvps.Reason.TASK, an_act())
    with transaction():
        rsvps.overfill_kind(event.id, coach, 1, an_act())
        rsvps.change_seats(holder, coach, 0, an_act())
        rsvps.change_kind(event.id, coach, a_plan(capacity=1), an_act())
    with transaction():
        rsvps.refuse_seats_by_hand(
            event.id, coach, rsvps.get(first).id, rsvps.Reason.SAFETY, an_act()
        )

    assert (have(first), have(second)) == ([], [("waiting", 2, 1)])
    assert rsvps.get(first).state.value == "confirmed"
    assert [party.number for party in rsvps.listed_seats(coach)] == [3]


def test_a_pass_is_for_the_people_whatever_seats_they_have(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    secret = a_party(context, event, people=3, seats={coach: 2})

    code = tickets.parse(rsvps.code_of(rsvps.get(secret), secret))
    known = rsvps.sizes_of(
        event.id, [session().execute(text("SELECT ticket_hash FROM party")).scalar_one()]
    )

    assert code.people == 3
    assert [size.people for size in known.values()] == [3]


def test_an_event_without_kinds_asks_nothing_more_of_the_database(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event)

    with the_statements() as heard, transaction():
        rsvps.cancel(secret, an_act())

    assert [said for said in heard if " kind" in said] == []


def test_the_database_itself_refuses_to_oversell_seats(context: Flask) -> None:
    coach = a_kind(context, an_event(context))

    with pytest.raises(Exception, match="never_oversold"), transaction():
        session().execute(text("UPDATE kind SET confirmed = 3 WHERE id = :id"), {"id": coach})


def test_after_retention_no_seats_are_left_but_the_numbers(context: Flask) -> None:
    event = an_event(context)
    coach = a_kind(context, event)
    a_party(context, event, seats={coach: 1})

    with transaction():
        rsvps.destroy(event.id)

    assert session().execute(text("SELECT count(*) FROM seats")).scalar_one() == 0
    assert numbers(event) == (1, 0, 0)
