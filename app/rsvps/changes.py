"""Write to those who get updates when an event changes: pulled from its notices."""

from datetime import datetime

from sqlalchemy import select, update

from app import events, outbox
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session, transaction

from .mailing import Mailing, write_to_listeners
from .models import ContactRow, RoomRow
from .putting_off import forgotten_at


def write_about_changes(act: Act) -> int:
    """Owe everybody who gets updates a letter about each change; return how many were written."""
    listened_to = select(ContactRow.event_id).where(ContactRow.confirmed).distinct()
    return sum(_write_about(EventId(found), act) for found in session().scalars(listened_to))


def _write_about(event_id: EventId, act: Act) -> int:
    told = session().scalar(select(RoomRow.letters_upto).where(RoomRow.event_id == event_id)) or 0
    notices = events.notices_after(event_id, told)
    if not notices or events.get(event_id).phase(act.now) is events.Phase.PAST:
        return 0
    last = notices[-1].revision
    facts = {"told": str(told)}
    change = Mailing("change", str(last), outbox.Urgency.CHANGE, facts)
    written = write_to_listeners(event_id, change, act)
    with transaction():
        room = update(RoomRow).where(RoomRow.event_id == event_id)
        session().execute(room.values(letters_upto=last))
        _forget_later(event_id, forgotten_at(notices))
    return written


def _forget_later(event_id: EventId, moment: datetime | None) -> None:
    if moment is None:
        return
    kept = update(ContactRow).where(ContactRow.event_id == event_id, ContactRow.confirmed)
    session().execute(kept.values(ends_at=moment))
