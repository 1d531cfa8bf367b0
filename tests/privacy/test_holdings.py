"""Organisers see what will be destroyed when, and afterwards what was: numbers alone."""

import pytest
from flask import Flask

from app import events, privacy, rsvps, volunteers
from app.kernel.act import Act, Actor
from app.platform.db import database, transaction
from app.privacy import What
from tests.makers import a_party, a_question, an_act, an_event
from tests.makers.gate import a_device, random_id, take
from tests.makers.phone import scan
from tests.makers.volunteering import a_need, a_volunteer

OF_PARTIES = {
    What.PARTIES: 3,
    What.ADDRESSES: 1,
    What.ANSWERS: 1,
    What.LETTERS: 1,
    What.SCANS: 2,
    What.KEYS: 2,
}
OF_VOLUNTEERS = {What.VOLUNTEERS: 1, What.VOLUNTEER_KEYS: 2}


def an_event_with_people(app: Flask) -> events.Event:
    event = an_event(app)
    secrets = [a_party(app, event, people=2) for _ in range(3)]
    with transaction():
        rsvps.ask_for_updates(secrets[0], "sara@example.org", "en", an_act())
    question = a_question(app, event)
    with transaction():
        rsvps.answer(secrets[0], {question: 0}, an_act())
    take(a_device(event), [scan(random_id()), scan(random_id())])
    a_volunteer(app, event, a_need(app, event))
    return event


def housekeeping(event: events.Event) -> Act:
    return an_act(event.schedule.over() + rsvps.RETENTION, Actor.HOUSEKEEPING)


def held(event: events.Event) -> dict[What, int]:
    return {holding.what: holding.held for holding in privacy.holdings(event)}


def destroyed(event: events.Event) -> dict[What, int]:
    return {
        holding.what: holding.destroyed
        for holding in privacy.holdings(event)
        if holding.destroyed is not None
    }


def test_beforehand_it_says_what_will_be_destroyed_when(context: Flask) -> None:
    event = an_event_with_people(context)

    due = {holding.what: holding.due for holding in privacy.holdings(event)}

    assert held(event) == OF_PARTIES | OF_VOLUNTEERS
    assert destroyed(event) == {}
    assert {due[what] for what in OF_PARTIES} == {event.schedule.over() + rsvps.RETENTION}
    assert {due[what] for what in OF_VOLUNTEERS} == {event.schedule.over() + volunteers.RETENTION}


def test_afterwards_it_says_what_was_destroyed_and_when(context: Flask) -> None:
    event = an_event_with_people(context)
    act = housekeeping(event)

    privacy.keep_house(act)

    assert destroyed(event) == OF_PARTIES
    assert held(event) == dict.fromkeys(OF_PARTIES, 0) | OF_VOLUNTEERS
    assert {holding.done_at for holding in privacy.holdings(event)} == {act.now, None}


def test_volunteers_have_a_line_of_their_own_later(context: Flask) -> None:
    event = an_event_with_people(context)
    privacy.keep_house(housekeeping(event))

    privacy.keep_house(an_act(event.schedule.over() + volunteers.RETENTION, Actor.HOUSEKEEPING))

    assert destroyed(event) == OF_PARTIES | OF_VOLUNTEERS
    assert set(held(event).values()) == {0}


def test_the_account_is_right_though_a_round_was_killed(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = an_event_with_people(context)

    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    for step in ("audit.note", "tickets.destroy_key"):
        with monkeypatch.context() as patched:
            patched.setattr(f"app.privacy.service.{step}", stop)
            with pytest.raises(KeyboardInterrupt):
                privacy.keep_house(housekeeping(event))
        database.session.remove()
    privacy.keep_house(housekeeping(event))

    assert destroyed(event) == OF_PARTIES
    assert held(event) == dict.fromkeys(OF_PARTIES, 0) | OF_VOLUNTEERS
