"""Decide what a notice tells of a change: place and time, before and after. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from .event import Event, NoticeKind, Words
from .schedule import Schedule

_TIMES = ("day", "hour")
_KINDS = {
    (True, True): NoticeKind.MOVED,
    (True, False): NoticeKind.PLACE,
    (False, True): NoticeKind.TIME,
    (False, False): NoticeKind.NEWS,
}


@dataclass(frozen=True, slots=True)
class News:
    """What a notice tells: of what kind, what was and what is.

    Both hold what differs alone: places by language, `day` and `hour`, empty while not known.
    """

    kind: NoticeKind
    before: Mapping[str, str]
    after: Mapping[str, str]


def stamps(schedule: Schedule) -> dict[str, str]:
    """Return the start as a notice holds it."""
    if schedule.is_open:
        return {"day": "", "hour": ""}
    hour = schedule.starts_at.isoformat("minutes") if schedule.starts_at else ""
    return {"day": schedule.starts_on.isoformat(), "hour": hour}


def telling(words: Mapping[str, Words], schedule: Schedule) -> dict[str, str]:
    """Return all that notices are given about."""
    return {**{code: said.place for code, said in words.items()}, **stamps(schedule)}


def news(before: Mapping[str, str], after: Mapping[str, str]) -> News:
    """Return what is no longer as it was told; a further language is no news."""
    is_moved, is_shifted = (
        any(before[name] != after[name] for name in before if (name in _TIMES) is of_time)
        for of_time in (False, True)
    )
    differs = [name for name in before if (is_shifted if name in _TIMES else is_moved)]
    was, now = ({name: told[name] for name in differs} for told in (before, after))
    return News(_KINDS[is_moved, is_shifted], was, now)


def foreseen(event: Event, words: Mapping[str, Words], schedule: Schedule) -> News:
    """Return what would be told if an event had these words and times."""
    before = telling(event.texts, event.schedule)
    return news(before, telling({**event.texts, **words}, schedule))
