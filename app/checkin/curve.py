"""Say when people came, in steps of five minutes; nothing finer is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, case, func, select

from app.kernel.ids import EventId
from app.platform.db import session

from .models import CurveRow, DeviceRow, RecordRow
from .wire import SLOT, Kind

STEP = timedelta(milliseconds=SLOT)
UNKNOWN = -1
"""The slot of those who were counted by a phone that never knew the time."""

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Five:
    """How many people came within five minutes; these begin so many steps after the first ones."""

    begins: datetime
    steps: int
    people: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The five minutes in which people came, first ones first; and those of an unknown time."""

    fives: tuple[Five, ...]
    unknown: int = 0

    @property
    def width(self) -> int:
        """Return how many steps there are from the first to the last."""
        return self.fives[-1].steps + 1 if self.fives else 0

    @property
    def most(self) -> int:
        """Return how many people came in the fullest five minutes."""
        return max((five.people for five in self.fives), default=0)


def curve(event_id: EventId) -> Curve:
    """Return when the people of an event came."""
    kept = select(CurveRow.slot, CurveRow.people).where(CurveRow.event_id == event_id)
    counted = dict(session().execute(kept).all()) or slots(event_id)
    known = sorted(slot for slot, people in counted.items() if slot != UNKNOWN and people > 0)
    fives = (Five(_BEGINNING + STEP * slot, slot - known[0], counted[slot]) for slot in known)
    return Curve(tuple(fives), max(0, counted.get(UNKNOWN, 0)))


def slots(event_id: EventId) -> dict[int, int]:
    """Return how many people the records of an event count, by their slots."""
    return dict(session().execute(_live(event_id)).all())


def _live(event_id: EventId) -> Select[int, int]:
    slot = func.coalesce(RecordRow.slot, UNKNOWN)
    people = case(
        (RecordRow.kind.in_((Kind.SCAN, Kind.TYPED)), RecordRow.counted),
        ((RecordRow.kind == Kind.TALLY) & ~RecordRow.undone, RecordRow.amount),
        else_=0,
    )
    return (
        select(slot, func.sum(people))
        .join(DeviceRow, DeviceRow.id == RecordRow.device_id)
        .where(DeviceRow.event_id == event_id)
        .group_by(slot)
        .having(func.sum(people) != 0)
    )
