"""Open what people left sealed for minutes, for a reason, in one session: that it was is noted."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.platform.db import session

from .models import UnlockRow

UNLOCKED_FOR = timedelta(minutes=10)


class Why(StrEnum):
    """The reasons for which somebody may open what is sealed."""

    PREPARE = "prepare"
    """What was written is needed to prepare the event."""
    SAFETY = "safety"
    """Somebody may be in danger."""
    RIGHTS = "rights"
    """Somebody asked what is held about them."""


def unlock(session_id: int, event_id: int, why: Why, act: Act) -> None:
    """Let a session open what is sealed to an event for ten minutes from now."""
    row = UnlockRow(session_id=session_id, event_id=event_id, ends_at=act.now + UNLOCKED_FOR)
    session().merge(row)
    session().flush()
    audit.note(f"unlocked: {why}", event_id, act)


def lock(session_id: int, event_id: int, act: Act) -> None:
    """Shut it again before time."""
    its = UnlockRow.session_id == session_id, UnlockRow.event_id == event_id
    session().execute(delete(UnlockRow).where(*its))
    audit.note("locked", event_id, act)


def unlocked_until(session_id: int, event_id: int, now: datetime) -> datetime | None:
    """Return until when a session may open what is sealed to an event, if it may."""
    found = select(UnlockRow.ends_at).where(
        UnlockRow.session_id == session_id, UnlockRow.event_id == event_id, UnlockRow.ends_at > now
    )
    return session().scalar(found)
