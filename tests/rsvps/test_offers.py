"""Places that are held: offers, addresses to confirm, approval; and the organisers' hand."""

from datetime import timedelta

import pytest
from flask import Flask

from app import events, rsvps
from app.platform.db import transaction
from app.rsvps import Entry, Rules
from tests.makers import a_party, an_act, an_event


def later(**of: float) -> object:
    return an_act(an_act().now + timedelta(**of))


def with_rules(app: Flask, capacity: int | None = 2, **rules: object) -> events.Event:
    event = an_event(app, capacity=capacity)
    with transaction():
        rsvps.set_rules(event.id, Rules(**rules), an_act())  # type: ignore[arg-type] # fields of Rules
    return event


def state(secret: str) -> tuple[str, int | None]:
    party = rsvps.get(secret)
    return party.state.value, party.position


def numbers(event: events.Event) -> tuple[int, int, int]:
    counts = rsvps.counts(event.id)
    return counts.confirmed, counts.held, counts.waiting


def cancel(secret: str) -> None:
    with transaction():
        rsvps.cancel(secret, an_act())


def settle(**of: float) -> None:
    with transaction():
        rsvps.settle_what_is_late(later(**of))  # type: ignore[arg-type] # an act


def an_offer(app: Flask) -> tuple[events.Event, str]:
    """Return an event and a party that has an offer of its two places."""
    event = with_rules(app, by_offer=True)
    holder = a_party(app, event, people=2)
    asked = a_party(app, event, people=2)
    cancel(holder)
    return event, asked


def test_a_freed_place_is_offered_and_held(context: Flask) -> None:
    event, asked = an_offer(context)

    newcomer = a_party(context, event)

    assert state(asked) == ("offered", None)
    assert state(newcomer) == ("waiting", 1)
    assert numbers(event) == (0, 2, 1)


def test_an_accepted_offer_is_a_place(context: Flask) -> None:
    event, asked = an_offer(context)
    for _ in range(2):
        with transaction():
            rsvps.accept(asked, an_act())

    assert state(asked) == ("confirmed", None)
    assert numbers(event) == (2, 0, 0)
    assert rsvps.get(asked).ends_at is None


def test_a_declined_offer_goes_to_the_next_in_line(context: Flask) -> None:
    event, asked = an_offer(context)
    following = a_party(context, event)

    cancel(asked)

    assert state(following) == ("offered", None)
    assert numbers(event) == (0, 1, 0)


def test_an_offer_nobody_answers_goes_on_and_its_party_to_the_end(context: Flask) -> None:
    event, asked = an_offer(context)
    following = a_party(context, event, people=2)

    settle(hours=13)

    assert state(following) == ("offered", None)
    assert state(asked) == ("waiting", 1)
    assert numbers(event) == (0, 2, 2)


def test_an_offer_that_ended_cannot_be_accepted_even_before_anybody_tidied_up(
    context: Flask,
) -> None:
    event, asked = an_offer(context)
    a_party(context, event, people=2)

    with pytest.raises(rsvps.OfferEnded), transaction():
        rsvps.accept(asked, later(hours=13))  # type: ignore[arg-type] # an act


def test_an_offer_may_be_taken_for_fewer_people(context: Flask) -> None:
    event, asked = an_offer(context)
    following = a_party(context, event)

    with transaction():
        rsvps.change_people(asked, 1, an_act())

    assert state(following) == ("offered", None)
    assert numbers(event) == (0, 2, 0)


def test_without_offers_a_freed_place_is_given_at_once(context: Flask) -> None:
    event = with_rules(context)
    holder, waiting = a_party(context, event, people=2), a_party(context, event)

    cancel(holder)

    assert state(waiting) == ("confirmed", None)


def test_a_smaller_party_passes_only_where_the_rule_says_so(context: Flask) -> None:
    for smaller_pass, expected in ((False, "waiting"), (True, "confirmed")):
        event = with_rules(context, capacity=3, smaller_pass=smaller_pass)
        a_party(context, event, people=2)
        a_party(context, event, people=2)

        small = a_party(context, event, people=1)

        assert state(small)[0] == expected


def test_a_place_waits_for_a_confirmed_address_and_is_then_given(context: Flask) -> None:
    event = with_rules(context, entry=Entry.ADDRESS)
    secret = a_party(context, event, people=2)
    before = state(secret), numbers(event)

    with transaction():
        rsvps.confirm_pending(secret, an_act())

    assert before == (("pending", None), (0, 2, 0))
    assert state(secret) == ("confirmed", None)
    assert numbers(event) == (2, 0, 0)


def test_a_place_without_a_confirmed_address_is_free_after_two_hours(context: Flask) -> None:
    event = with_rules(context, entry=Entry.ADDRESS)
    secret = a_party(context, event, people=2)
    waiting = a_party(context, event)

    settle(hours=2, minutes=6)

    assert state(secret) == ("cancelled", None)
    assert state(waiting)[0] == "confirmed"


def test_who_waits_for_approval_is_held_for_two_hours_and_goes_on_waiting(context: Flask) -> None:
    event = with_rules(context, entry=Entry.APPROVAL)
    secret = a_party(context, event, people=2)

    settle(hours=2, minutes=6)

    assert state(secret) == ("pending", None)
    assert numbers(event) == (0, 0, 0)


def test_organisers_approve_and_refuse(context: Flask) -> None:
    event = with_rules(context, capacity=None, entry=Entry.APPROVAL)
    good, bad = a_party(context, event, people=3), a_party(context, event, people=9)
    reason = rsvps.Reason.FLOOD

    with transaction():
        rsvps.admit_by_hand(event.id, rsvps.get(good).id, rsvps.Reason.TASK, an_act())
    with transaction():
        rsvps.refuse_by_hand(event.id, rsvps.get(bad).id, reason, an_act())

    assert (state(good)[0], state(bad)[0]) == ("confirmed", "cancelled")
    assert numbers(event) == (3, 0, 0)


def test_the_hand_never_reaches_past_the_capacity(context: Flask) -> None:
    event = with_rules(context)
    a_party(context, event, people=2)
    waiting = a_party(context, event)

    with pytest.raises(rsvps.Full), transaction():
        rsvps.admit_by_hand(event.id, rsvps.get(waiting).id, rsvps.Reason.ACCESS, an_act())

    assert numbers(event) == (2, 0, 1)


def test_the_hand_decides_nothing_in_another_event(context: Flask) -> None:
    here, there = with_rules(context, entry=Entry.APPROVAL), with_rules(context)
    secret = a_party(context, here)

    with pytest.raises(rsvps.PartyNotFound), transaction():
        rsvps.refuse_by_hand(there.id, rsvps.get(secret).id, rsvps.Reason.FLOOD, an_act())


def test_an_overfull_event_throws_nobody_out_and_admits_nobody(context: Flask) -> None:
    event = with_rules(context, capacity=5)
    holder = a_party(context, event, people=4)
    with transaction():
        rsvps.overfill(event.id, 2, an_act())

    waiting = a_party(context, event)
    before = state(holder)[0], state(waiting)[0]
    cancel(holder)

    assert before == ("confirmed", "waiting")
    assert state(waiting)[0] == "confirmed"


def test_a_capacity_below_what_is_held_is_refused(context: Flask) -> None:
    event, _ = an_offer(context)

    with pytest.raises(rsvps.BelowConfirmed) as refused, transaction():
        rsvps.set_room(event.id, 1, True, an_act())

    assert refused.value.confirmed == 2
