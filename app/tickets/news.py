"""Number what gates have to learn about an event's tickets, so that a phone can ask for the rest.

The number is taken from a row that stays locked until the deed commits: numbers become visible in
their order, and a phone that has seen number 7 will never miss number 6.
"""

from sqlalchemy import Select, select

from app.platform.db import count_up, session

from .models import RevokedTicketRow, TicketNewsRow


def next_news(event_id: int) -> int:
    """Return a new number for what the deed at hand changes; others wait until it commits."""
    count_up(TicketNewsRow, "number", event_id=event_id)
    return latest_news(event_id)


def latest_news(event_id: int) -> int:
    """Return the number of the latest change; 0 if there was none."""
    latest = select(TicketNewsRow.number).where(TicketNewsRow.event_id == event_id)
    return session().scalar(latest) or 0


def revoked_since(event_id: int, number: int) -> list[bytes]:
    """Return the hashes of the tickets revoked after a number, in their order."""
    later = (
        select(RevokedTicketRow.ticket_hash)
        .where(RevokedTicketRow.event_id == event_id, RevokedTicketRow.number > number)
        .order_by(RevokedTicketRow.number)
    )
    return list(session().scalars(later))


def revoked(event_id: int) -> Select[bytes]:
    """Return the question for the hashes of all revoked tickets, to stand inside another one."""
    return select(RevokedTicketRow.ticket_hash).where(RevokedTicketRow.event_id == event_id)
