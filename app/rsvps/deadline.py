"""Decide how long a place is held for somebody. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app import events

PENDING = timedelta(hours=2)
_OFFER = timedelta(hours=12)
_OFFER_ON_THE_DAY = timedelta(minutes=30)
_ROUNDING = timedelta(minutes=5)


def offer_ends(event: events.Event, now: datetime) -> datetime:
    """Return until when an offer stands: 12 hours, half an hour on the day; never past the end.

    Rounded up to five minutes, so that the time in a row does not tell when somebody cancelled.
    """
    today = now.astimezone(ZoneInfo(event.timezone)).date()
    length = _OFFER_ON_THE_DAY if today >= event.starts_on else _OFFER
    return min(_rounded_up(now + length), event.schedule.over())


def pending_ends(now: datetime) -> datetime:
    """Return until when a place is held that waits to be confirmed or approved."""
    return _rounded_up(now + PENDING)


def _rounded_up(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    whole -= timedelta(minutes=whole.minute % 5)
    return whole if whole == moment else whole + _ROUNDING
