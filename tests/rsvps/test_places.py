"""Places are given in few statements, however long the line is."""

import os

import pytest
from flask import Flask

from app import rsvps
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event
from tests.makers.statements import the_statements


def test_an_rsvp_takes_five_statements(context: Flask) -> None:
    event = an_event(context, capacity=2)
    a_party(context, event)

    with the_statements() as heard, transaction():
        rsvps.register(event.id, rsvps.Wish(1, os.urandom(16)), an_act())

    assert [statement.split()[0] for statement in heard] == [
        "SELECT",
        "SELECT",
        "SELECT",
        "INSERT",
        "UPDATE",
    ]


def test_while_nothing_is_free_nobody_reads_the_line(context: Flask) -> None:
    event = an_event(context, capacity=2)
    a_party(context, event, people=2)
    line = [a_party(context, event) for _ in range(3)]

    with the_statements() as heard, transaction():
        rsvps.cancel(line[1], an_act())

    assert [statement for statement in heard if "ORDER BY party.number" in statement] == []
    assert [rsvps.get(secret).position for secret in (line[0], line[2])] == [1, 2]


@pytest.mark.parametrize("many", [1, 5])
def test_letting_the_line_in_takes_as_many_statements_for_one_as_for_five(
    context: Flask, many: int
) -> None:
    event = an_event(context, capacity=1)
    a_party(context, event)
    line = [a_party(context, event) for _ in range(many)]

    with the_statements() as heard, transaction():
        rsvps.set_room(event.id, 1 + many, True, an_act())

    updates = [statement for statement in heard if statement.startswith("UPDATE party")]
    assert len(updates) == 1
    assert {rsvps.get(secret).state.value for secret in line} == {"confirmed"}
    assert (rsvps.counts(event.id).confirmed, rsvps.counts(event.id).waiting) == (1 + many, 0)


def test_where_smaller_ones_may_pass_the_first_that_fits_gets_the_place(context: Flask) -> None:
    event = an_event(context, capacity=3)
    first = a_party(context, event, people=2)
    a_party(context, event)
    large, small = (a_party(context, event, people=people) for people in (3, 2))
    with transaction():
        rsvps.set_rules(event.id, rsvps.Rules(smaller_pass=True), an_act())

    with transaction():
        rsvps.cancel(first, an_act())

    assert [rsvps.get(secret).state.value for secret in (large, small)] == ["waiting", "confirmed"]


@pytest.mark.parametrize("waitlist", [True, False])
def test_who_can_never_fit_is_before_no_newcomer(context: Flask, *, waitlist: bool) -> None:
    event = an_event(context, capacity=4)
    small = a_party(context, event)
    large = a_party(context, event, people=4)
    with transaction():
        rsvps.set_room(event.id, 3, waitlist, an_act())

    newcomer = a_party(context, event)
    with transaction():
        rsvps.change_people(small, 2, an_act())

    states = [rsvps.get(secret).state.value for secret in (small, large, newcomer)]
    assert states == ["confirmed", "waiting", "confirmed"]
    assert rsvps.get(small).people == 2


def test_who_fits_later_is_before_newcomers_all_the_same(context: Flask) -> None:
    event = an_event(context, capacity=4)
    a_party(context, event, people=2)
    large, newcomer = a_party(context, event, people=3), a_party(context, event)

    states = [rsvps.get(secret).state.value for secret in (large, newcomer)]
    assert states == ["waiting", "waiting"]
