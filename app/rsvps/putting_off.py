"""Decide until when addresses are kept once an event is put off for long. Pure.

Who left an address did so for one day. When that day moves by more than a month, or nobody knows
where to, the address is forgotten a month after the notice, unless its owner wants to be kept.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app import events

_LONG = timedelta(days=30)
_KEPT = timedelta(days=30)


def forgotten_at(notices: Iterable[events.Notice]) -> datetime | None:
    """Return when addresses are forgotten because of these notices, if they are."""
    return max((notice.at + _KEPT for notice in notices if _is_long(notice)), default=None)


def _is_long(notice: events.Notice) -> bool:
    was, now = notice.before.get("day"), notice.after.get("day")
    if not was:
        return False
    return not now or date.fromisoformat(now) - date.fromisoformat(was) > _LONG
