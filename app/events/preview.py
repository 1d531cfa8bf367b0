"""Let people without an account read a draft: by one secret link an event, for a week."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import crockford
from app.platform.db import session
from app.platform.vault import vault

from .event import Event
from .models import PreviewRow
from .queries import get
from .states import Deed
from .writing import locked_for, second

_LIFE = timedelta(days=7)


def open_preview(event_id: int, act: Act) -> str:
    """Return the secret of a new link to a draft; the one before it shows nothing any more.

    Raises:
        EventPublished, EventCancelled: everybody can read it.
    """
    locked_for(Deed.PREVIEW, event_id)
    _forget(event_id)
    secret = crockford(act.entropy(16))
    ends_at = second(act.now + _LIFE)
    row = PreviewRow(event_id=event_id, secret_hash=_hash(secret), ends_at=ends_at)
    session().add(row)
    session().flush()
    audit.note("preview link made", event_id, act)
    return secret


def close_preview(event_id: int, act: Act) -> None:
    """Take the link back; twice is as once."""
    _forget(event_id)
    audit.note("preview link taken back", event_id, act)


def preview_until(event_id: int, now: datetime) -> datetime | None:
    """Return until when there is a link that shows a draft, if there is one."""
    row = session().get(PreviewRow, event_id)
    return row.ends_at if row is not None and row.ends_at > now else None


def find_previewed(secret: str, now: datetime) -> Event | None:
    """Return the event that a secret shows, as everybody will read it."""
    found = select(PreviewRow.event_id).where(
        PreviewRow.secret_hash == _hash(secret), PreviewRow.ends_at > now
    )
    event_id = session().scalar(found)
    return None if event_id is None else get(event_id)


def forget_previews(now: datetime) -> None:
    """Delete the links whose time is over."""
    session().execute(delete(PreviewRow).where(PreviewRow.ends_at <= now))


def _forget(event_id: int) -> None:
    session().execute(delete(PreviewRow).where(PreviewRow.event_id == event_id))


def _hash(secret: str) -> bytes:
    return vault().keyed_hash("preview", secret.encode())
