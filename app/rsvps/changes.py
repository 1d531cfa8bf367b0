"""Write to those who get updates when an event changes: pulled from its notices, in batches.

A batch is one transaction, so that a rally of ten thousand never holds the database for long. A
round that is stopped half-way starts again, and the outbox owes each letter once.
"""

from contextlib import suppress

from sqlalchemy import select, update

from app import events, outbox
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session, transaction
from app.platform.vault import KeyDestroyed

from .levels import listeners
from .models import ContactRow, RoomRow

_BATCH = 200


def write_about_changes(act: Act) -> int:
    """Owe everybody who gets updates a letter about each change; return how many were written."""
    listened_to = select(ContactRow.event_id).where(ContactRow.confirmed).distinct()
    with suppress(KeyDestroyed):
        return sum(_write_about(EventId(found), act) for found in session().scalars(listened_to))
    return 0


def _write_about(event_id: EventId, act: Act) -> int:
    told = session().scalar(select(RoomRow.letters_upto).where(RoomRow.event_id == event_id)) or 0
    notices = events.notices_after(event_id, told)
    if not notices or events.get(event_id).phase(act.now) is events.Phase.PAST:
        return 0
    last = notices[-1].revision
    written = _write_to_all(event_id, told, last, act)
    with transaction():
        room = update(RoomRow).where(RoomRow.event_id == event_id)
        session().execute(room.values(letters_upto=last))
    return written


def _write_to_all(event_id: EventId, told: int, last: int, act: Act) -> int:
    after = written = 0
    while True:
        with transaction():
            batch = list(listeners(event_id, after, _BATCH))
            for party, contact in batch:
                letter = outbox.Letter(
                    kind="change",
                    language=contact.language,
                    event_id=event_id,
                    address=contact.address,
                    facts={"secret": contact.secret, "told": str(told)},
                    urgency=outbox.Urgency.CHANGE,
                    once=f"{last} {party.id}",
                )
                with suppress(outbox.AddressAsksForNone):
                    outbox.write(letter, act)
        written += len(batch)
        if len(batch) < _BATCH:
            return written
        after = batch[-1][0].id
