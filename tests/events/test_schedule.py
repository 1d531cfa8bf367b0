"""When an event begins and is over, in wall time and zone."""

from datetime import UTC, date, datetime, time

import pytest

from app.events import Schedule
from app.kernel.errors import Invalid

_DAY = date(2027, 2, 6)


def _until(last: date | None, end: time | None, hour: time | None = time(14)) -> datetime:
    return Schedule(_DAY, hour, "Europe/Paris", last, end).over()


def test_an_end_that_was_said_is_the_end() -> None:
    assert _until(date(2027, 2, 7), time(12)) == datetime(2027, 2, 7, 11, tzinfo=UTC)


def test_without_any_end_four_hours_are_assumed() -> None:
    assert _until(None, None) == datetime(2027, 2, 6, 17, tzinfo=UTC)


def test_a_last_day_without_an_hour_is_a_whole_day() -> None:
    assert _until(date(2027, 2, 8), None) == datetime(2027, 2, 8, 23, tzinfo=UTC)


def test_an_hour_to_be_announced_takes_the_whole_day() -> None:
    assert _until(None, None, hour=None) == datetime(2027, 2, 6, 23, tzinfo=UTC)


def test_an_event_lasts_31_days_at_most() -> None:
    Schedule(_DAY, time(14), "Europe/Paris", date(2027, 3, 8)).check()

    with pytest.raises(Invalid, match="ends_on: longer_than_31_days"):
        Schedule(_DAY, time(14), "Europe/Paris", date(2027, 3, 10)).check()
