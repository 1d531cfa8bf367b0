"""Seal what parties leave to the key pair of their event, whose private half is a file."""

from app.kernel.act import Act
from app.platform.db import session
from app.platform.seal import make_pair, seal, unseal

from .models import RoomRow


def key_name(event_uid: str) -> str:
    """Return the name of the key that opens what the parties of an event left."""
    return f"rsvps-{event_uid}"


def sealed_for(room: RoomRow, content: str, context: str, act: Act) -> bytes:
    """Seal words to the key pair of an event, which is made when it is first needed."""
    if room.public_key is None:
        room.public_key = make_pair(key_name(room.event_uid), act.entropy)
        session().flush()
    return seal(room.public_key, content.encode(), context)


def unsealed(event_uid: str, sealed: bytes, context: str) -> str:
    """Return the words that were sealed in this context.

    Raises:
        KeyDestroyed: the key of the event is gone, as was promised.
    """
    return unseal(key_name(event_uid), sealed, context).decode()
