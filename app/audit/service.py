"""Write deeds down, and forget them in time."""

from datetime import datetime

from sqlalchemy import delete

from app.kernel.act import Act
from app.platform.db import session

from .models import Deed


def note(what: str, event_id: int | None, act: Act) -> None:
    """Remember a deed in the transaction that does it."""
    deed = Deed(
        done_at=act.now,
        actor=act.by.actor.value,
        organiser_id=act.by.organiser_id,
        what=what,
        event_id=event_id,
    )
    session().add(deed)


def forget_before(moment: datetime) -> int:
    """Delete the deeds done before a moment; return how many."""
    gone = session().scalars(delete(Deed).where(Deed.done_at < moment).returning(Deed.id)).all()
    return len(gone)
