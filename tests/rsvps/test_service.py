"""The verbs about parties, on both databases."""

import os
from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from app import events, rsvps, tickets
from app.kernel.errors import Invalid
from app.platform.db import session, transaction
from app.rsvps.models import PartyRow
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event


def state(secret: str) -> tuple[str, int | None]:
    party = rsvps.get(secret)
    return party.state.value, party.position


def counted(event: events.Event) -> tuple[int, int]:
    counts = rsvps.counts(event.id)
    return counts.confirmed, counts.waiting


def test_a_party_is_confirmed_and_counted(context: Flask) -> None:
    event = an_event(context, capacity=5)

    secret = a_party(context, event, people=3)

    assert state(secret) == ("confirmed", None)
    assert counted(event) == (3, 0)


def test_a_secret_has_26_characters_and_is_stored_nowhere(context: Flask) -> None:
    event = an_event(context)

    secret = a_party(context, event)

    row = session().scalars(select(PartyRow)).one()
    assert len(secret) == 26
    assert secret.encode() not in row.secret_hash + row.ticket_hash
    assert len(row.secret_hash) == 16


def test_the_same_form_sent_twice_counts_once(context: Flask) -> None:
    event = an_event(context)
    wish = rsvps.Wish(3, b"n" * 16)

    with transaction():
        first = rsvps.register(event.id, wish, an_act())
    with transaction():
        second = rsvps.register(event.id, wish, an_act())

    assert first == second
    assert counted(event) == (3, 0)


def test_the_same_form_with_another_number_is_refused(context: Flask) -> None:
    event = an_event(context)
    with transaction():
        rsvps.register(event.id, rsvps.Wish(3, b"n" * 16), an_act())

    with pytest.raises(rsvps.ReplayDiffers), transaction():
        rsvps.register(event.id, rsvps.Wish(4, b"n" * 16), an_act())

    assert counted(event) == (3, 0)


def test_a_replay_after_a_change_still_leads_to_the_same_party(context: Flask) -> None:
    event = an_event(context)
    wish = rsvps.Wish(3, b"n" * 16)
    with transaction():
        secret = rsvps.register(event.id, wish, an_act())
    with transaction():
        rsvps.change_people(secret, 5, an_act())

    with transaction():
        again = rsvps.register(event.id, wish, an_act())

    assert again == secret
    assert counted(event) == (5, 0)


def test_those_who_do_not_fit_wait_in_order(context: Flask) -> None:
    event = an_event(context, capacity=2)
    a_party(context, event, people=2)

    line = [a_party(context, event) for _ in range(3)]

    assert [state(secret) for secret in line] == [("waiting", 1), ("waiting", 2), ("waiting", 3)]
    assert counted(event) == (2, 3)


def test_a_cancelled_place_goes_to_the_first_in_line(context: Flask) -> None:
    event = an_event(context, capacity=2)
    holder = a_party(context, event, people=2)
    first, second, third = (a_party(context, event) for _ in range(3))

    with transaction():
        rsvps.cancel(holder, an_act())

    assert state(holder) == ("cancelled", None)
    assert state(first) == ("confirmed", None)
    assert state(second) == ("confirmed", None)
    assert state(third) == ("waiting", 1)
    assert counted(event) == (2, 1)


def test_cancelling_twice_is_cancelling_once(context: Flask) -> None:
    event = an_event(context, capacity=2)
    secret = a_party(context, event, people=2)
    for _ in range(2):
        with transaction():
            rsvps.cancel(secret, an_act())

    assert counted(event) == (0, 0)


def test_shrinking_frees_places_for_those_who_wait(context: Flask) -> None:
    event = an_event(context, capacity=4)
    holder = a_party(context, event, people=4)
    waiting = a_party(context, event, people=2)

    with transaction():
        rsvps.change_people(holder, 2, an_act())

    assert state(waiting) == ("confirmed", None)
    assert counted(event) == (4, 0)


def test_growing_past_the_room_is_refused_and_changes_nothing(context: Flask) -> None:
    event = an_event(context, capacity=6)
    holder = a_party(context, event, people=3)
    a_party(context, event, people=2)

    with pytest.raises(rsvps.Full) as refused, transaction():
        rsvps.change_people(holder, 5, an_act())

    assert refused.value.left == 1
    assert counted(event) == (5, 0)


def test_erasing_leaves_no_row_and_a_revoked_ticket(context: Flask) -> None:
    event = an_event(context, capacity=2)
    secret = a_party(context, event, people=2)
    ticket_hash = session().scalars(select(PartyRow.ticket_hash)).one()
    waiting = a_party(context, event)

    with transaction():
        rsvps.erase(secret, an_act())

    assert rsvps.find(secret) is None
    assert tickets.is_revoked(event.id, ticket_hash)
    assert state(waiting) == ("confirmed", None)
    assert counted(event) == (1, 0)


def test_a_ticket_keeps_its_id_when_the_number_of_people_changes(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event, people=2)
    before = tickets.parse(rsvps.code_of(rsvps.get(secret), secret))
    with transaction():
        rsvps.change_people(secret, 4, an_act())

    after = tickets.parse(rsvps.code_of(rsvps.get(secret), secret))

    assert (before.people, after.people) == (2, 4)
    assert before.ticket_id == after.ticket_id


def test_only_a_confirmed_party_has_a_ticket(context: Flask) -> None:
    event = an_event(context, capacity=1)
    a_party(context, event)
    waiting = a_party(context, event)

    with pytest.raises(rsvps.NotConfirmed):
        rsvps.code_of(rsvps.get(waiting), waiting)


@pytest.mark.parametrize("people", [0, -1, 21, 10**9])
def test_an_impossible_number_of_people_is_refused(context: Flask, people: int) -> None:
    event = an_event(context)

    with pytest.raises(Invalid), transaction():
        rsvps.register(event.id, rsvps.Wish(people, b"n" * 16), an_act())


def test_a_draft_a_cancelled_and_a_past_event_take_no_rsvps(context: Flask) -> None:
    yesterday = a_schedule(TODAY - timedelta(days=2))
    closed = [
        an_event(context, published=False),
        an_event(context, schedule=yesterday),
        an_event(context),
    ]
    with transaction():
        events.cancel(closed[2].id, an_act())

    for event in closed:
        with pytest.raises(rsvps.EventOver), transaction():
            rsvps.register(event.id, rsvps.Wish(1, os.urandom(16)), an_act())


def test_rsvps_stay_open_until_the_end_of_the_event(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(TODAY, time(14)))
    over = event.schedule.over()
    wish = rsvps.Wish(1, b"a" * 16)
    with transaction():
        rsvps.register(event.id, wish, an_act(over - timedelta(seconds=1)))

    with pytest.raises(rsvps.EventOver), transaction():
        rsvps.register(event.id, rsvps.Wish(1, b"b" * 16), an_act(over))


def test_raising_the_capacity_lets_the_line_in(context: Flask) -> None:
    event = an_event(context, capacity=1)
    a_party(context, event)
    line = [a_party(context, event) for _ in range(3)]

    with transaction():
        rsvps.set_room(event.id, 3, True, an_act())

    assert [state(secret)[0] for secret in line] == ["confirmed", "confirmed", "waiting"]


def test_a_capacity_below_those_confirmed_is_refused_with_their_number(context: Flask) -> None:
    event = an_event(context, capacity=5)
    a_party(context, event, people=4)

    with pytest.raises(rsvps.BelowConfirmed) as refused, transaction():
        rsvps.set_room(event.id, 3, True, an_act())

    assert refused.value.confirmed == 4


def test_the_database_itself_refuses_to_oversell(context: Flask) -> None:
    event = an_event(context, capacity=2)

    with pytest.raises(Exception, match="never_oversold"), transaction():
        session().execute(
            text("UPDATE room SET confirmed = 3 WHERE event_id = :id"), {"id": event.id}
        )


def test_a_secret_of_one_event_opens_nothing_of_another(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    nonce = b"n" * 16
    with transaction():
        secret = rsvps.register(here.id, rsvps.Wish(1, nonce), an_act())
    with transaction():
        other = rsvps.register(there.id, rsvps.Wish(1, nonce), an_act())

    assert secret != other
    assert rsvps.get(secret).event_id == here.id
