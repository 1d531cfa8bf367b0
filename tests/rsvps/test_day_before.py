"""The day before, those with a place are asked once more."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from app import events, rsvps
from app.platform.db import transaction
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event
from tests.rsvps.test_levels import confirmed, owed

DAY = TODAY + timedelta(days=10)


def paris(day_offset: int, hour: time) -> datetime:
    day = DAY + timedelta(days=day_offset)
    return datetime.combine(day, hour, ZoneInfo("Europe/Paris")).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        (paris(-1, time(9, 59)), False),
        (paris(-1, time(10)), True),
        (paris(0, time(13, 59)), True),
        (paris(0, time(14)), False),
    ],
)
def test_it_is_asked_from_ten_in_the_morning_before_until_it_begins(
    context: Flask,
    now: datetime,
    asked: bool,  # noqa: FBT001 - a case's expectation
) -> None:
    event = an_event(context, schedule=a_schedule(DAY, time(14)))

    assert rsvps.is_asked(event, now) is asked


def test_everybody_with_a_place_and_updates_gets_one_letter(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(DAY, time(14)))
    confirmed(context, event)
    a_party(context, event)

    written = [rsvps.write_the_day_before(an_act(paris(-1, time(11)))) for _ in range(2)]

    assert written == [1, 0]
    assert [kind for kind, _ in owed()] == ["confirm", "day-before"]


def test_another_day_is_asked_about_anew(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(DAY, time(14)))
    confirmed(context, event)
    rsvps.write_the_day_before(an_act(paris(-1, time(11))))
    with transaction():
        events.reschedule(event.id, a_schedule(DAY + timedelta(days=1), time(14)), an_act())

    assert rsvps.write_the_day_before(an_act(paris(0, time(11)))) == 1


def test_what_parties_say_again_is_counted_in_people(context: Flask) -> None:
    event = an_event(context, capacity=5)
    sure = a_party(context, event, people=3)
    a_party(context, event, people=2)
    a_party(context, event, people=4)
    for _ in range(2):
        with transaction():
            rsvps.say_sure(sure, an_act())

    (day,) = rsvps.growth(event.id)

    assert (day.confirmed, day.waiting, day.sure) == (5, 4, 3)
    assert rsvps.get(sure).sure


def test_who_was_sure_of_a_day_is_not_sure_of_another(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event)
    with transaction():
        rsvps.say_sure(secret, an_act())
    with transaction():
        events.postpone(event.id, event.schedule.moved_to(DAY + timedelta(days=40)), {}, an_act())

    (day,) = rsvps.growth(event.id)

    assert day.sure == 0
    assert not rsvps.get(secret).sure
