"""Decide when a letter is tried again, and when an address had enough for a day. Pure."""

from datetime import datetime, timedelta

GIVE_UP_AFTER = timedelta(hours=24)
LEASE = timedelta(minutes=5)
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=2)
_MOST_ABOUT_ONE_EVENT = 2
_MOST_IN_ALL = 5


def next_try(tries: int, written_at: datetime, now: datetime) -> datetime | None:
    """Return when to try again after so many failures, or nothing when a day has gone by."""
    at = now + min(_FIRST_PAUSE * 2 ** min(tries, 10), _LONGEST_PAUSE)
    return at if at <= written_at + GIVE_UP_AFTER else None


def had_enough(about_event: int, in_all: int) -> bool:
    """Tell whether an address got as many letters today as anybody should."""
    return about_event >= _MOST_ABOUT_ONE_EVENT or in_all >= _MOST_IN_ALL
