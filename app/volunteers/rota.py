"""Decide whether somebody may take a shift, or give it back. Pure: no database, no clock.

Every path asks here: the first claim, a further one, an offer, the list of what one could take.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from .need import Need

CHANGEOVER = timedelta(minutes=15)
NOTICE = timedelta(hours=3)


class Objection(StrEnum):
    """What stands against taking a shift."""

    CLOSED = "closed"
    REMOVED = "removed"
    OVER = "over"
    ADULTS_ONLY = "adults_only"
    INDEPENDENCE = "independence"
    OVERLAP = "overlap"
    CHANGEOVER = "changeover"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: what they hold already, and whether they said that they are of age.

    `offered`: one of the need's places is held for them, or handed over to them. `waits`: they are
    in line for one.
    """

    held: tuple[Need, ...] = ()
    adult: bool = False
    offered: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """When it is asked, and whether the event is published and not over."""

    now: datetime
    event_open: bool = True


def decide(need: Need, person: Person, setting: Setting) -> Objection | None:
    """Return the weightiest of what stands against a person taking a shift, or nothing.

    The person does not hold it yet.
    """
    return next(objections(need, person, setting), None)


def objections(need: Need, person: Person, setting: Setting) -> Iterator[Objection]:
    """Yield all that stands against a person taking a shift, the weightiest first."""
    held = [other for other in person.held if not other.removed]
    if not setting.event_open:
        yield Objection.CLOSED
    if need.removed:
        yield Objection.REMOVED
    if setting.now >= need.shift.ends:
        yield Objection.OVER
    if need.adults_only and not person.adult:
        yield Objection.ADULTS_ONLY
    if not is_independent(need, held):
        yield Objection.INDEPENDENCE
    if any(overlaps(need, other) for other in held):
        yield Objection.OVERLAP
    if any(not leaves_changeover(need, other) for other in held):
        yield Objection.CHANGEOVER
    if not has_room(need, person):
        yield Objection.FULL


def has_room(need: Need, person: Person) -> bool:
    """Tell whether there is a place: a free one, their own, or one that somebody hands over.

    As long as people wait, what is handed over is for them.
    """
    handed = need.handed > 0 and (person.waits or not need.waiting)
    return need.left > 0 or person.offered or handed


def may_leave(need: Need, now: datetime) -> bool:
    """Tell whether a shift can still be given back: until some hours before it begins."""
    return now <= leave_until(need)


def leave_until(need: Need) -> datetime:
    """Return the last instant at which a shift can be given back."""
    return need.shift.starts - NOTICE


def is_independent(need: Need, held: Iterable[Need]) -> bool:
    """Tell whether no independent role would be held beside another one."""
    others = [other for other in held if other.role.key != need.role.key]
    return not others or not (need.role.independent or any(o.role.independent for o in others))


def overlaps(one: Need, other: Need) -> bool:
    """Tell whether two shifts share an instant."""
    return one.shift.starts < other.shift.ends and other.shift.starts < one.shift.ends


def leaves_changeover(one: Need, other: Need) -> bool:
    """Tell whether there is time to get from one to the other; staying at it needs none."""
    if one.role.key == other.role.key and one.shift.post == other.shift.post:
        return not overlaps(one, other)
    gap = max(one.shift.starts, other.shift.starts) - min(one.shift.ends, other.shift.ends)
    return gap >= CHANGEOVER


def two_at_once(needs: Iterable[Need]) -> bool:
    """Tell whether two of some shifts share an instant."""
    in_order = sorted(needs, key=lambda need: need.shift.starts)
    return any(overlaps(one, other) for one, other in pairwise(in_order))
