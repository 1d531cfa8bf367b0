"""Let the records of a ticket count on without naming it, when its holder erases everything."""

from sqlalchemy import delete, update

from app import tickets
from app.kernel.ids import EventId
from app.platform.db import session

from .models import ArrivalRow, RecordRow


def forget(event_id: EventId, ticket_hash: bytes) -> None:
    """Take a ticket's hash out of what gates recorded; the numbers of people stay.

    The number of the news is the lock that phones' records wait for, too.
    """
    tickets.next_news(event_id)
    arrived = ArrivalRow.event_id == event_id, ArrivalRow.ticket_hash == ticket_hash
    session().execute(delete(ArrivalRow).where(*arrived))
    named = update(RecordRow).where(RecordRow.ticket_hash == ticket_hash)
    session().execute(named.values(ticket_hash=None))
