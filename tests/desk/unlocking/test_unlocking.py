"""What is sealed is opened for a reason, for ten minutes, in one session; and it is noted."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import accounts, audit, events, rsvps
from app.platform import moment
from app.platform.db import transaction
from tests.makers import a_party, a_question, an_act, an_event
from tests.makers.desk import a_desk, press

PAGE, UNLOCK = "/desk/events/rally/questions", "/desk/events/rally/unlock"
CANARY = "A lift from the station"


@pytest.fixture
def event(app: Flask) -> events.Event:
    """Return an event with a question that was answered in somebody's own words."""
    event = an_event(app, slug="rally")
    question = a_question(app, event, {"en": rsvps.Wording("What would help?", "to arrange it")})
    secret = a_party(app, event)
    with app.app_context(), transaction():
        rsvps.answer(secret, {question: CANARY}, an_act())
    return event


def opened(app: Flask, desk: FlaskClient, event: events.Event) -> bool:
    """Tell whether the words are shown; else the way leads to the question why."""
    with app.app_context():
        question = rsvps.questions_of(event.id)[0].id
    answer = press(desk, PAGE, f"{PAGE}/{question}/open")
    assert answer.status_code == 200 or answer.location == UNLOCK
    return CANARY in answer.text


def test_nothing_is_opened_before_a_reason_is_given(app: Flask, event: events.Event) -> None:
    desk = a_desk(app)

    before = opened(app, desk, event)
    press(desk, UNLOCK, why="safety")

    assert (before, opened(app, desk, event)) == (False, True)


@pytest.mark.parametrize("why", ["", "curiosity"])
def test_a_reason_is_one_of_the_list(app: Flask, event: events.Event, why: str) -> None:
    desk = a_desk(app)

    answer = press(desk, UNLOCK, why=why)

    assert answer.status_code == 422
    assert not opened(app, desk, event)


def test_it_is_locked_again_after_ten_minutes(
    app: Flask, event: events.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, now = a_desk(app), moment.now()
    press(desk, UNLOCK, why="prepare")
    known = []

    for passed in (accounts.UNLOCKED_FOR / 2, accounts.UNLOCKED_FOR * 2):
        monkeypatch.setattr(moment, "now", lambda passed=passed: now + passed)
        known.append(opened(app, desk, event))

    assert known == [True, False]


def test_it_is_locked_by_a_button(app: Flask, event: events.Event) -> None:
    desk = a_desk(app)
    press(desk, UNLOCK, why="prepare")

    press(desk, PAGE, "/desk/events/rally/lock")

    assert not opened(app, desk, event)


def test_another_browser_and_another_event_stay_locked(app: Flask, event: events.Event) -> None:
    desk, other = a_desk(app), a_desk(app, "omid@example.org")
    an_event(app, slug="march")

    press(desk, "/desk/events/march/unlock", why="prepare")
    elsewhere = opened(app, desk, event)
    press(desk, UNLOCK, why="prepare")

    assert (elsewhere, opened(app, other, event), opened(app, desk, event)) == (False, False, True)


def test_who_unlocked_and_why_is_noted(app: Flask, event: events.Event) -> None:
    desk = a_desk(app)

    press(desk, UNLOCK, why="rights")

    with app.app_context():
        deed = audit.deeds_on(event.id)[0]
    assert (deed.what, deed.actor) == ("unlocked: rights", "organiser")
    assert "somebody asked what is held about them" in desk.get("/desk/team/deeds").text
