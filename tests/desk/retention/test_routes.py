"""Organisers see what will be destroyed when, and what was."""

from datetime import timedelta

from flask import Flask

from app import privacy, rsvps
from app.kernel.act import Actor
from app.platform.i18n import local, speaking, spoken_date
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event
from tests.makers.desk import a_desk

PAGE = "/desk/events/rally/retention"


def test_it_says_what_goes_when_and_then_what_went(app: Flask) -> None:
    event = an_event(app, slug="rally")
    for _ in range(3):
        a_party(app, event)
    due = event.schedule.over() + rsvps.RETENTION
    desk = a_desk(app)
    with app.app_context(), speaking("en"):
        day = spoken_date(local(due, event.timezone).date())

    before = desk.get(PAGE).text
    with app.app_context():
        privacy.keep_house(an_act(due, Actor.HOUSEKEEPING))
    after = desk.get(PAGE).text

    assert f"Kept: 3. To be destroyed on {day}" in before
    assert "Destroyed:" not in before
    assert f"Destroyed: 3, on {day}" in after
    assert "Kept: 3" not in after
    assert PAGE in desk.get("/desk/events/rally").text


def test_what_is_late_says_so(app: Flask) -> None:
    past = an_event(app, slug="rally", schedule=a_schedule(TODAY - timedelta(days=10)))

    told = a_desk(app).get(PAGE).text

    assert past.slug == "rally"
    assert "They should have been destroyed" in told
