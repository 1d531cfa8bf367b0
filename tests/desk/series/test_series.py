"""Organisers make a series of an event, see its dates ahead, and keep them true."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, an_event
from tests.makers.desk import a_desk, go_through, press, token_of

# A Tuesday to come, so that it is still ahead.
TUESDAY = TODAY + timedelta(days=7 + (1 - TODAY.weekday()) % 7)
WEEK = timedelta(weeks=1)
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"
PAGE = "/desk/events/first/series"


@pytest.fixture
def desk(app: Flask) -> FlaskClient:
    an_event(app, title="Tuesdays", slug="first", schedule=a_schedule(TUESDAY), capacity=20)
    return a_desk(app)


def start(desk: FlaskClient, page: str = PAGE, **more: str) -> int:
    """Make an event the first of a series, having seen the dates; return the answer's status."""
    sent = {"csrf_token": token_of(desk, page), "rhythm": WEEKLY, "slug": "tuesdays", **more}
    return go_through(desk, page, sent).status_code


def dates(app: Flask) -> list[tuple[date, events.State]]:
    wanted = events.Wanted(series="tuesdays")
    with app.app_context():
        found = events.agenda(wanted, an_act().now, most=50)
    return [(event.starts_on, event.state) for event in found]


def test_dates_are_shown_before_a_series_is_made(app: Flask, desk: FlaskClient) -> None:
    shown = press(desk, PAGE, rhythm=WEEKLY, slug="tuesdays")

    assert shown.status_code == 200
    assert "every Tuesday" in shown.text
    assert shown.text.count("<li>Tuesday") == 8
    assert dates(app) == []


def test_a_series_is_made_of_an_event_with_its_dates(app: Flask, desk: FlaskClient) -> None:
    assert start(desk) == 303

    made = dates(app)

    assert made[:2] == [
        (TUESDAY, events.State.PUBLISHED),
        (TUESDAY + WEEK, events.State.PUBLISHED),
    ]
    assert "every Tuesday" in desk.get(PAGE).text
    assert f'href="{PAGE}"' in desk.get("/desk/events/first").text


def test_other_words_are_shown_again_before_they_count(app: Flask, desk: FlaskClient) -> None:
    shown = press(desk, PAGE, rhythm=WEEKLY, slug="tuesdays")
    assert f'name="seen" type="hidden" value="{WEEKLY}"' in shown.text

    other = press(desk, PAGE, rhythm=WEEKLY, also=4, slug="tuesdays", seen=WEEKLY)

    assert "every Tuesday and Friday" in other.text
    assert dates(app) == []


def test_a_last_day_before_the_first_one_is_refused(app: Flask, desk: FlaskClient) -> None:
    told = press(desk, PAGE, rhythm=WEEKLY, slug="tuesdays", until=f"{TUESDAY - WEEK}")

    assert told.status_code == 422
    assert "The last day is before the first one." in told.text


def test_the_same_action_in_a_further_city_belongs_to_the_same_series(
    app: Flask, desk: FlaskClient
) -> None:
    start(desk)
    an_event(app, title="Lyon", slug="lyon", schedule=a_schedule(TUESDAY))

    assert start(desk, "/desk/events/lyon/series", series="tuesdays") == 303

    assert [day for day, _ in dates(app)].count(TUESDAY) == 2


def test_a_date_is_left_out_taken_up_again_and_published_early(
    app: Flask, desk: FlaskClient
) -> None:
    start(desk)
    far = TUESDAY + 10 * WEEK

    def do(deed: str) -> str:
        assert press(desk, PAGE, f"{PAGE}/dates", day=f"{far}", deed=deed).status_code == 303
        return desk.get(PAGE).text

    left_out = do("leave out")
    again = do("take up")
    do("make")

    assert "left out" in left_out
    assert "left out" not in again
    assert dates(app)[-1] == (far, events.State.PUBLISHED)
    assert press(desk, PAGE, f"{PAGE}/dates", day=f"{far}", deed="make").status_code == 303
    assert [day for day, _ in dates(app)].count(far) == 1


def test_a_day_that_is_not_the_series_is_refused(app: Flask, desk: FlaskClient) -> None:
    start(desk)

    for day in (TUESDAY + timedelta(days=1), TUESDAY + 100 * WEEK):
        told = press(desk, PAGE, f"{PAGE}/dates", day=f"{day}", deed="make")
        assert told.status_code == 422


def test_what_became_of_dates_is_seen(app: Flask, desk: FlaskClient) -> None:
    start(desk)
    second, third = (f"tuesdays-{TUESDAY + week * WEEK}" for week in (1, 2))
    with app.app_context():
        found = [events.find(slug) for slug in (second, third)]
        with transaction():
            moved, called_off = (event for event in found if event is not None)
            to = a_schedule(TUESDAY + WEEK + timedelta(days=1))
            events.reschedule(moved.id, to, an_act())
            events.cancel_because(called_off.id, {}, an_act())

    page = desk.get(PAGE).text

    assert f'href="/desk/events/{second}"' in page
    assert "moved to" in page
    assert "Cancelled" in page


def test_an_ended_series_makes_no_further_dates(app: Flask, desk: FlaskClient) -> None:
    start(desk)
    last = TUESDAY + 9 * WEEK

    told = press(desk, PAGE, f"{PAGE}/end", last=f"{last}")

    assert told.status_code == 303
    assert f'value="{last}"' in desk.get(PAGE).text
    with app.app_context():
        event = events.find("first")
        assert event is not None
        strand = events.find_strand(event.id, an_act().now)
    assert strand is not None
    assert strand.dates[-1].day == last
