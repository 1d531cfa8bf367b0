"""Move all shifts of an event together, when the event itself moves."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from app import audit, events
from app.kernel.act import Act
from app.platform.db import session

from .locking import lock, pages_in_step
from .models import NeedRow, ShiftRow


def move_shifts(event_id: int, by: timedelta, act: Act) -> int:
    """Put every shift off by so much on the wall clock; return how many there are.

    Who has one keeps it, and their calendar follows.
    """
    if lock(event_id) is None or not by:
        return 0
    zone = ZoneInfo(events.get(event_id).timezone)
    with pages_in_step(event_id, act):
        shifts = _shifts(event_id, latest_first=by > timedelta())
        for shift in shifts:
            shift.starts_at = _later(shift.starts_at, by, zone)
            shift.ends_at = _later(shift.ends_at, by, zone)
            # One by one: two shifts must not stand at the same time even in between.
            session().flush()
        its_needs = update(NeedRow).where(NeedRow.event_id == event_id)
        stamp = act.now.replace(microsecond=0)
        session().execute(its_needs.values(sequence=NeedRow.sequence + 1, changed_at=stamp))
    audit.note("shifts moved", event_id, act)
    return len(shifts)


def _shifts(event_id: int, *, latest_first: bool) -> list[ShiftRow]:
    order = ShiftRow.starts_at.desc() if latest_first else ShiftRow.starts_at
    found = select(ShiftRow).where(ShiftRow.event_id == event_id).order_by(order)
    return list(session().scalars(found))


def _later(moment: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    wall = moment.astimezone(zone).replace(tzinfo=None) + by
    return wall.replace(tzinfo=zone).astimezone(UTC)
