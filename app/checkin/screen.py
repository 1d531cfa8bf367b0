"""Let a screen at the venue show the count: by one secret link an event, that can be taken back."""

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import EventId, crockford
from app.platform.db import session
from app.platform.vault import vault

from .models import ScreenRow


def open_screen(event_id: EventId, act: Act) -> str:
    """Return the secret of a new link to the count; the one before it shows nothing any more."""
    _forget(event_id)
    secret = crockford(act.entropy(16))
    session().add(ScreenRow(event_id=event_id, secret_hash=_hash(secret)))
    session().flush()
    audit.note("gate screen opened", event_id, act)
    return secret


def close_screen(event_id: EventId, act: Act) -> None:
    """Take the link back; twice is as once."""
    _forget(event_id)
    audit.note("gate screen closed", event_id, act)


def has_screen(event_id: EventId) -> bool:
    """Tell whether there is a link that shows the count."""
    return session().get(ScreenRow, event_id) is not None


def event_on_screen(secret: str) -> EventId | None:
    """Return the event whose count a secret shows."""
    found = select(ScreenRow.event_id).where(ScreenRow.secret_hash == _hash(secret))
    event_id = session().scalar(found)
    return None if event_id is None else EventId(event_id)


def _forget(event_id: EventId) -> None:
    session().execute(delete(ScreenRow).where(ScreenRow.event_id == event_id))


def _hash(secret: str) -> bytes:
    return vault().keyed_hash("gate screen", secret.encode())
