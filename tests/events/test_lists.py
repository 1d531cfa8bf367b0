"""Lists of events: their order, their pages, and how little they ask of the database."""

from datetime import datetime, time, timedelta

import pytest
from flask import Flask

from app import events
from app.accounts import FIRST_TEAM
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, an_event
from tests.makers.statements import the_statements

NOW = datetime.combine(TODAY, time(12)).astimezone()
ALL, UPCOMING, PAST = events.Span.ALL, events.Span.UPCOMING, events.Span.PAST


def in_days(app: Flask, *days: int) -> None:
    """Add an event for each day from today, named after it."""
    for day in days:
        an_event(app, slug=f"day-{day}", schedule=a_schedule(TODAY + timedelta(days=day)))


def names(found: list[events.Event]) -> list[str]:
    return [event.slug.removeprefix("day-") for event in found]


def test_coming_ones_stand_first_and_soonest_first_then_past_ones_latest_first(
    context: Flask,
) -> None:
    in_days(context, -9, 3, -2, 40, 1, -400)

    assert names(events.agenda(events.Wanted(), NOW)) == ["1", "3", "40", "-2", "-9", "-400"]


@pytest.mark.parametrize(("skip", "shown"), [(0, ["1", "3"]), (1, ["3", "-2"]), (2, ["-2", "-9"])])
def test_pages_go_on_from_the_coming_to_the_past_ones(
    context: Flask, skip: int, shown: list[str]
) -> None:
    in_days(context, -9, 3, -2, 1)

    assert names(events.agenda(events.Wanted(), NOW, skip=skip, most=2)) == shown


@pytest.mark.parametrize(("span", "shown"), [(UPCOMING, ["1", "3"]), (PAST, ["-2", "-9"])])
def test_a_span_and_its_count_agree(context: Flask, span: events.Span, shown: list[str]) -> None:
    in_days(context, -9, 3, -2, 1)
    wanted = events.Wanted(span=span)

    assert names(events.agenda(wanted, NOW)) == shown
    assert events.count(wanted, NOW) == 2
    assert events.count(events.Wanted(), NOW) == 4


def test_an_event_of_a_whole_month_is_coming_until_it_is_over(context: Flask) -> None:
    ends = TODAY + timedelta(days=1)
    begins = ends - timedelta(days=30)
    an_event(context, schedule=a_schedule(begins, time(0), ends_on=ends, ends_at=time(23, 59)))

    assert events.count(events.Wanted(span=UPCOMING), NOW) == 1
    assert len(events.on_the_desk(FIRST_TEAM, UPCOMING, NOW)) == 1


def test_the_desk_lists_drafts_too(context: Flask) -> None:
    in_days(context, 3, -3)
    an_event(context, slug="day-2", published=False, schedule=a_schedule(TODAY + timedelta(days=2)))

    assert names(events.on_the_desk(FIRST_TEAM, UPCOMING, NOW)) == ["2", "3"]
    assert names(events.on_the_desk(FIRST_TEAM, UPCOMING, NOW, skip=1, most=1)) == ["3"]
    assert names(events.on_the_desk(FIRST_TEAM, PAST, NOW)) == ["-3"]
    assert [events.count_on_the_desk(FIRST_TEAM, span, NOW) for span in (UPCOMING, PAST)] == [2, 1]


def around(most: int = 500) -> list[str]:
    since, until = NOW - timedelta(days=30), NOW + timedelta(days=500)
    listed = events.listed_around(NOW, since, until, events.Wanted(), most)
    return names(events.events_of(listed))


def test_a_feed_lists_what_is_around_today_soonest_first(context: Flask) -> None:
    in_days(context, -40, -3, 5, 2, 900)

    assert around() == ["-3", "2", "5"]


def test_a_feed_with_too_many_lists_the_nearest(context: Flask) -> None:
    in_days(context, -20, -3, 5, 2, 300)

    assert around(most=2) == ["-3", "2"]


def test_a_feed_lists_a_month_that_ended_yesterday(context: Flask) -> None:
    begins = TODAY - timedelta(days=31)
    month = a_schedule(begins, time(0), ends_on=TODAY - timedelta(days=2), ends_at=time(23))
    an_event(context, slug="day-0", schedule=month)

    assert around() == ["0"]


def test_the_latest_changes_come_newest_first(context: Flask) -> None:
    in_days(context, 1, 2, 3)
    first = events.find_published("day-1")
    assert first is not None
    with transaction():
        events.set_contact(first.id, "us@example.org", an_act(NOW + timedelta(days=1)))

    changes = events.latest_changes(events.Wanted(), most=2)

    assert names(events.events_of(changes)) == ["1", "3"]


def test_the_next_change_is_the_next_beginning_or_end(context: Flask) -> None:
    in_days(context, 3, 5)
    an_event(context, slug="draft", published=False, schedule=a_schedule(TODAY + timedelta(days=1)))
    first = events.find_published("day-3")
    assert first is not None

    begins, over = first.schedule.begins(), first.schedule.over()

    assert events.next_change(NOW) == begins
    assert events.next_change(begins) == over
    assert events.next_change(NOW + timedelta(days=30)) is None


def test_a_cancelled_event_stays_in_the_agenda(context: Flask) -> None:
    event = an_event(context)
    with transaction():
        events.cancel(event.id, an_act())

    assert names(events.agenda(events.Wanted(), NOW)) == [event.slug]


@pytest.mark.parametrize("many", [1, 7])
def test_a_list_takes_as_many_statements_for_one_event_as_for_seven(
    context: Flask, many: int
) -> None:
    in_days(context, *range(1, many + 1))

    with the_statements() as heard:
        assert len(events.agenda(events.Wanted(span=UPCOMING), NOW)) == many
        assert len(events.on_the_desk(FIRST_TEAM, UPCOMING, NOW)) == many

    assert len(heard) == 4
