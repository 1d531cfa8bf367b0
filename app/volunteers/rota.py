"""Decide whether somebody may take a shift, or give it back. Pure: no database, no clock.

Every path asks here: the first claim, a further one, an offer, the list of what one could take.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from .need import LANGUAGES, Need, Shift
from .roles import KEYS

CHANGEOVER = timedelta(minutes=15)


class Objection(StrEnum):
    """What stands against taking a shift."""

    CLOSED = "closed"
    REMOVED = "removed"
    NOT_YET = "not_yet"
    OVER = "over"
    ADULTS_ONLY = "adults_only"
    TRAINED_ONLY = "trained_only"
    INDEPENDENCE = "independence"
    OVERLAP = "overlap"
    CHANGEOVER = "changeover"
    STRETCH = "stretch"
    SPEAKERS = "speakers"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Skills:
    """What somebody can, by their own word: languages, and the roles they were trained for."""

    speaks: frozenset[str] = frozenset()
    trained_for: frozenset[str] = frozenset()

    def with_more(self, more: "Skills") -> "Skills":
        """Return what they can once they said more."""
        return Skills(self.speaks | more.speaks, self.trained_for | more.trained_for)


EVERYTHING = Skills(frozenset(LANGUAGES), frozenset(KEYS))
"""What a list supposes that whoever looks at it can: the form asks."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: what they hold already, whether they are of age, and what they can.

    `offered`: one of the need's places is held for them, or handed over to them. `waits`: they are
    in line for one.
    """

    held: tuple[Need, ...] = ()
    adult: bool = False
    offered: bool = False
    waits: bool = False
    skills: Skills = Skills()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long somebody may be on duty before a rest, and how long that is; nothing is no limit."""

    longest: timedelta = timedelta()
    rest: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Setting:
    """When it is asked, whether the event is published and not over, and its limits."""

    now: datetime
    event_open: bool = True
    limits: Limits = Limits()


def decide(need: Need, person: Person, setting: Setting) -> Objection | None:
    """Return the weightiest of what stands against a person taking a shift, or nothing.

    The person does not hold it yet.
    """
    return next(objections(need, person, setting), None)


def objections(need: Need, person: Person, setting: Setting) -> Iterator[Objection]:
    """Yield all that stands against a person taking a shift, the weightiest first."""
    held = [other for other in person.held if not other.removed]
    yield from _of_time(need, setting)
    yield from _of_person(need, person)
    yield from _of_other_shifts(need, held, setting.limits)
    if not has_room(need, person):
        yield Objection.FULL
    elif not leaves_speakers_room(need, person):
        yield Objection.SPEAKERS


def _of_time(need: Need, setting: Setting) -> Iterator[Objection]:
    if not setting.event_open:
        yield Objection.CLOSED
    if need.removed:
        yield Objection.REMOVED
    if setting.now >= need.shift.ends:
        yield Objection.OVER
    if need.terms.opens_at and setting.now < need.terms.opens_at:
        yield Objection.NOT_YET


def _of_person(need: Need, person: Person) -> Iterator[Objection]:
    if need.adults_only and not person.adult:
        yield Objection.ADULTS_ONLY
    if need.terms.trained_only and need.role.key not in person.skills.trained_for:
        yield Objection.TRAINED_ONLY


def _of_other_shifts(need: Need, held: Sequence[Need], limits: Limits) -> Iterator[Objection]:
    if not is_independent(need, held):
        yield Objection.INDEPENDENCE
    if any(overlaps(need, other) for other in held):
        yield Objection.OVERLAP
    if any(not leaves_changeover(need, other) for other in held):
        yield Objection.CHANGEOVER
    if not leaves_rest(need, held, limits):
        yield Objection.STRETCH


def has_room(need: Need, person: Person) -> bool:
    """Tell whether there is a place: a free one, their own, or one that somebody hands over.

    As long as people wait, what is handed over is for them.
    """
    handed = need.handed > 0 and (person.waits or not need.waiting)
    return need.left > 0 or person.offered or handed


def leaves_speakers_room(need: Need, person: Person) -> bool:
    """Tell whether enough places stay for the speakers that are still missing, counting them.

    What somebody hands over is decided once it is known what they speak.
    """
    others = need.left if person.offered else max(0, need.left - 1)
    missing = need.speakers_missing(person.skills.speaks)
    return missing <= others or (not need.left and not person.offered)


def leaves_rest(need: Need, held: Iterable[Need], limits: Limits) -> bool:
    """Tell whether nobody would be on duty for longer than the longest stretch without a rest.

    A single shift is as long as the organisers made it.
    """
    stretch = [need.shift]
    for other in sorted((o.shift for o in held), key=lambda shift: _apart(need.shift, shift)):
        if any(_apart(other, shift) < limits.rest for shift in stretch):
            stretch.append(other)
    begins, ends = min(s.starts for s in stretch), max(s.ends for s in stretch)
    return not limits.longest or len(stretch) == 1 or ends - begins <= limits.longest


def _apart(one: Shift, other: Shift) -> timedelta:
    return max(one.starts, other.starts) - min(one.ends, other.ends)


def may_leave(need: Need, now: datetime) -> bool:
    """Tell whether a shift can still be given back: until some time before it begins."""
    return now <= leave_until(need)


def leave_until(need: Need) -> datetime:
    """Return the last instant at which a shift can be given back."""
    return need.shift.starts - need.terms.notice


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
    return _apart(one.shift, other.shift) >= CHANGEOVER


def two_at_once(needs: Iterable[Need]) -> bool:
    """Tell whether two of some shifts share an instant."""
    in_order = sorted(needs, key=lambda need: need.shift.starts)
    return any(overlaps(one, other) for one, other in pairwise(in_order))
