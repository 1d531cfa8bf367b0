"""Actions that come back: every date is an event, made ahead, and on its own from then on."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.kernel.errors import Invalid
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, an_event, words

# A Tuesday to come, so that dates are still to be made.
TUESDAY = TODAY + timedelta(days=7 + (1 - TODAY.weekday()) % 7)
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"


def a_series(app: Flask, rule: str = WEEKLY, *, published: bool = True) -> events.Event:
    """Start a series with an event of twenty places, and make its dates; return the first one."""
    first = an_event(
        app,
        title="Tuesdays",
        capacity=20,
        schedule=a_schedule(TUESDAY, time(18)),
        published=published,
    )
    with app.app_context():
        with transaction():
            events.start_series(first.id, "tuesdays", rule, an_act())
        rsvps.make_dates(an_act())
        return events.get(first.id)


def dates(now: datetime | None = None) -> list[events.Event]:
    wanted = events.Wanted(series="tuesdays", span=events.Span.UPCOMING)
    return events.agenda(wanted, now or datetime.now(UTC), most=50)


def days() -> list[date]:
    return [event.starts_on for event in dates()]


def test_the_53rd_week_is_tuesday_28_january_2025() -> None:
    series = events.Series(1, "tuesdays", "en", date(2024, 1, 30), {})

    assert series.week(date(2024, 1, 30)) == 1
    assert series.week(date(2025, 1, 28)) == 53


def test_dates_are_made_eight_weeks_ahead_and_once(context: Flask) -> None:
    a_series(context)
    ahead = (TODAY + timedelta(weeks=8) - TUESDAY).days // 7

    again = rsvps.make_dates(an_act())

    assert days() == [TUESDAY + timedelta(weeks=week) for week in range(ahead + 1)]
    assert again == 0


def test_a_date_says_what_the_first_one_says_and_has_as_many_places(context: Flask) -> None:
    first = a_series(context)

    _, second, *_ = dates()

    assert (second.texts, second.contact) == (first.texts, first.contact)
    assert second.slug == f"tuesdays-{second.starts_on}"
    assert (second.starts_at, second.state) == (time(18), events.State.PUBLISHED)
    assert second.uid != first.uid
    assert rsvps.counts(second.id).capacity == 20
    assert second.series is not None
    assert second.series.week(second.starts_on) == 2


def test_later_dates_are_made_when_their_time_comes(context: Flask) -> None:
    a_series(context)
    stood = len(days())

    made = rsvps.make_dates(an_act(datetime.now(UTC) + timedelta(weeks=2)))

    assert made == 2
    assert len(days()) == stood + 2


def test_one_date_is_moved_cancelled_and_annotated_alone(context: Flask) -> None:
    a_series(context)
    _, moved, off, noted, *rest = dates()
    with transaction():
        wednesday = a_schedule(moved.starts_on + timedelta(days=1), time(19))
        events.reschedule(moved.id, wednesday, an_act())
        events.cancel(off.id, an_act())
        events.change(noted.id, events.Change(said={"en": "With music."}), an_act())

    made = rsvps.make_dates(an_act())

    assert made == 0
    assert events.get(moved.id).starts_on == moved.starts_on + timedelta(days=1)
    assert events.get(off.id).state is events.State.CANCELLED
    assert [events.get(event.id) for event in rest] == rest


def test_days_that_are_skipped_and_days_after_the_end_are_not_made(context: Flask) -> None:
    first = an_event(context, schedule=a_schedule(TUESDAY, time(18)))
    third = TUESDAY + timedelta(weeks=2)
    with transaction():
        events.start_series(first.id, "tuesdays", WEEKLY, an_act())
        events.skip("tuesdays", [TUESDAY + timedelta(weeks=1)], an_act())
        events.end_series("tuesdays", third, an_act())

    rsvps.make_dates(an_act())

    assert days() == [TUESDAY, third]


def test_a_series_of_drafts_stays_in_the_dark(app: Flask, client: FlaskClient) -> None:
    a_series(app, published=False)

    asked = ["/en/series/tuesdays", "/series/tuesdays.ics"]

    assert [client.get(path).status_code for path in asked] == [404, 404]
    with app.app_context():
        assert events.dates_due(an_act().now) == []


def test_several_cities_share_a_series(app: Flask, client: FlaskClient) -> None:
    a_series(app)
    lyon = an_event(app, slug="lyon", place="Lyon", schedule=a_schedule(TUESDAY, time(19)))
    with app.app_context():
        with transaction():
            rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
            events.add_strand("tuesdays", lyon.id, rule, an_act())
        rsvps.make_dates(an_act())
        fortnight = [event for event in dates() if event.texts["en"].place == "Lyon"]

    page = client.get("/en/series/tuesdays").text
    feed = client.get("/series/tuesdays.ics").text

    assert len(fortnight) > 1
    assert {event.starts_on for event in fortnight} <= {
        TUESDAY + timedelta(weeks=2 * number) for number in range(5)
    }
    assert page.count("Lyon") == len(fortnight)
    assert feed.count("BEGIN:VEVENT") == page.count('<li class="dated">')
    assert "NAME;LANGUAGE=en:Tuesdays" in feed
    assert 'href="/en/series/tuesdays"' in client.get("/en/e/lyon").text


@pytest.mark.parametrize(
    ("slug", "rule", "why"),
    [
        ("tuesdays", WEEKLY, "slug: taken"),
        ("Not A Slug", WEEKLY, "slug: malformed"),
        ("others", "FREQ=WEEKLY;BYDAY=MO", "rule: not_on_the_first_day"),
        ("others", WEEKLY, "event: in_a_series_already"),
    ],
)
def test_a_series_that_cannot_be_is_refused(context: Flask, slug: str, rule: str, why: str) -> None:
    first = a_series(context)

    with pytest.raises(Invalid, match=why), transaction():
        events.start_series(first.id, slug, rule, an_act())


def test_what_is_said_later_is_said_of_dates_to_come(context: Flask) -> None:
    first = a_series(context)
    with transaction():
        events.reword(first.id, "en", words(title="Tuesdays, louder"), an_act())

    rsvps.make_dates(an_act(datetime.now(UTC) + timedelta(weeks=1)))

    titles = [event.texts["en"].title for event in dates()]
    assert (titles[1], titles[-1]) == ("Tuesdays", "Tuesdays, louder")
