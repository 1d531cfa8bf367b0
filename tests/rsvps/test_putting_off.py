"""Put off for long, an event forgets addresses after a month, unless that is not wanted."""

from datetime import timedelta

import pytest
from flask import Flask

from app import events, rsvps
from app.platform.db import transaction
from app.privacy import keep_house
from tests.makers import TODAY, a_schedule, an_act, an_event
from tests.rsvps.test_levels import confirmed, owed, updates

SOON = TODAY + timedelta(days=10)


def put_off(event: events.Event, days: int | None) -> None:
    """Postpone an event by some days or to an open date, and write to who listens."""
    to = None if days is None else event.schedule.moved_to(SOON + timedelta(days=days))
    with transaction():
        events.postpone(event.id, to, {}, an_act())
    rsvps.write_about_changes(an_act())


def days_later(days: int) -> None:
    keep_house(an_act(an_act().now + timedelta(days=days)))


@pytest.mark.parametrize(
    ("days", "forgotten"),
    [(None, True), (31, True), (30, False), (1, False)],
)
def test_an_address_is_forgotten_after_a_month(
    context: Flask, days: int | None, *, forgotten: bool
) -> None:
    event = an_event(context, schedule=a_schedule(SOON))
    secret = confirmed(context, event)

    put_off(event, days)

    kept = updates(secret)
    assert kept is not None
    assert (kept.ends_at is not None) is forgotten
    if forgotten:
        days_later(29)
        assert updates(secret) is not None
        days_later(31)
        assert updates(secret) is None
        assert rsvps.get(secret).state is rsvps.PartyState.CONFIRMED


def test_who_wants_to_be_kept_informed_is(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(SOON))
    secret = confirmed(context, event)
    put_off(event, None)

    with transaction():
        rsvps.keep_informed(secret, an_act())

    days_later(31)
    assert updates(secret) == rsvps.Updates(confirmed=True)


def test_a_letter_about_a_new_date_takes_the_place_of_an_unsent_one(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(SOON))
    confirmed(context, event)

    put_off(event, None)
    put_off(events.get(event.id), 5)

    assert [kind for kind, _ in owed()] == ["confirm", "change"]
