"""Ask once more, the day before: are you still coming?"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select, update

from app import events, outbox
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session, transaction

from .admission import PartyState
from .mailing import Mailing, write_to_listeners
from .models import RoomRow

_FROM = time(10)
_LONGEST_AHEAD = timedelta(hours=48)


def is_asked(event: events.Event, now: datetime) -> bool:
    """Tell whether it is the day before, from ten in the morning on, or the day itself."""
    local = now.astimezone(ZoneInfo(event.timezone))
    eve = datetime.combine(event.starts_on - timedelta(days=1), _FROM, local.tzinfo)
    is_coming = event.is_on and event.phase(now) is events.Phase.UPCOMING
    return is_coming and local >= eve


def write_the_day_before(act: Act) -> int:
    """Owe everybody who gets updates a letter the day before; return how many were written."""
    ahead = events.beginning_between(act.now, act.now + _LONGEST_AHEAD)
    return sum(_write_about(events.get(event_id), act) for event_id in ahead)


def _write_about(event: events.Event, act: Act) -> int:
    if not is_asked(event, act.now) or not _is_due(event):
        return 0
    eve = Mailing(
        kind="day-before",
        once=event.starts_on.isoformat(),
        urgency=outbox.Urgency.MAY,
        states=(PartyState.CONFIRMED,),
    )
    written = write_to_listeners(EventId(event.id), eve, act)
    with transaction():
        room = update(RoomRow).where(RoomRow.event_id == event.id)
        session().execute(room.values(asked_about=event.starts_on))
    return written


def _is_due(event: events.Event) -> bool:
    """Tell whether this day has not been asked about; a new day is."""
    other_day = or_(RoomRow.asked_about.is_(None), RoomRow.asked_about != event.starts_on)
    due = select(RoomRow.event_id).where(RoomRow.event_id == event.id, other_day)
    return session().scalar(due) is not None
