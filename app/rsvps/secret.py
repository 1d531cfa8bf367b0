"""Derive a party's secret, and what its row holds instead of it."""

from app import tickets
from app.platform import own_link


def secret_of(event_uid: str, nonce: bytes) -> str:
    """Return the secret that an RSVP form with this nonce leads to: always the same one."""
    return own_link.secret_of("form", event_uid, nonce)


def hash_of(event_uid: str, secret: str) -> bytes:
    """Return what an event's row holds instead of the secret."""
    return tickets.secret_hash(tickets.key_of(event_uid), secret)
