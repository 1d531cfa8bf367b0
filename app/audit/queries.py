"""Ask what was done."""

from sqlalchemy import select

from app.platform.db import session

from .models import Deed


def deeds_on(event_id: int, most: int = 20) -> list[Deed]:
    """Return the latest deeds on an event, newest first."""
    found = select(Deed).where(Deed.event_id == event_id).order_by(Deed.id.desc()).limit(most)
    return list(session().scalars(found))
