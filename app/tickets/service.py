"""Make, use and end the keys of events, and revoke tickets."""

from sqlalchemy import delete, exists, select

from app.kernel.act import Act
from app.platform.db import session
from app.platform.vault import vault

from .keys import EventKey, new_event_key
from .models import PublishedKeyRow, RevokedTicketRow
from .news import next_news


def make_key(event_uid: str, act: Act) -> None:
    """Make the keys of a new event; the ones it has stay."""
    key = new_event_key(event_uid, act.entropy)
    vault().store(key_name(event_uid), key.to_bytes(), act.entropy)


def key_of(event_uid: str) -> EventKey:
    """Return the keys of an event.

    Raises:
        KeyDestroyed: the retention of the event is over.
    """
    return EventKey.from_bytes(vault().fetch(key_name(event_uid)))


def revoke(event_id: int, ticket_hash: bytes) -> None:
    """Have gates refuse a ticket from now on."""
    if not is_revoked(event_id, ticket_hash):
        number = next_news(event_id)
        session().add(RevokedTicketRow(event_id=event_id, ticket_hash=ticket_hash, number=number))
        session().flush()


def is_revoked(event_id: int, ticket_hash: bytes) -> bool:
    """Tell whether gates refuse a ticket."""
    same = exists().where(
        RevokedTicketRow.event_id == event_id, RevokedTicketRow.ticket_hash == ticket_hash
    )
    return bool(session().scalar(select(same)))


def publish_key(event_id: int, event_uid: str, act: Act) -> None:
    """Publish an event's private signing key and forget its revoked tickets.

    From then on anybody can sign: an old ticket proves nothing about who held it.
    """
    session().execute(delete(RevokedTicketRow).where(RevokedTicketRow.event_id == event_id))
    if has_key(event_uid) and published_key(event_id) is None:
        session().add(
            PublishedKeyRow(
                event_id=event_id,
                signing_key=key_of(event_uid).signing,
                published_on=act.now.date(),
            )
        )
        session().flush()


def destroy_key(event_uid: str) -> None:
    """Destroy the keys of an event for good; called once what they published is committed."""
    vault().destroy(key_name(event_uid))


def has_key(event_uid: str) -> bool:
    """Tell whether an event still has its keys."""
    return vault().has(key_name(event_uid))


def published_key(event_id: int) -> bytes | None:
    """Return an event's published private signing key, 32 bytes (RFC 8032, 5.1.5)."""
    row = session().get(PublishedKeyRow, event_id)
    return None if row is None else row.signing_key


def key_name(event_uid: str) -> str:
    """Return the name under which the vault keeps the keys of an event."""
    return f"event-{event_uid}"
