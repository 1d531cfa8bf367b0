"""Ask what was done."""

from collections.abc import Collection

from sqlalchemy import and_, or_, select

from app.platform.db import session

from .models import Deed


def deeds_on(event_id: int, most: int = 20) -> list[Deed]:
    """Return the latest deeds on an event, newest first."""
    found = select(Deed).where(Deed.event_id == event_id).order_by(Deed.id.desc()).limit(most)
    return list(session().scalars(found))


def deeds_of(
    event_ids: Collection[int], organiser_ids: Collection[int], most: int = 500
) -> list[Deed]:
    """Return the latest deeds on some events, and those of some organisers on none, newest first.

    What those organisers did to other events is somebody else's to see.
    """
    about_people = and_(Deed.event_id.is_(None), Deed.organiser_id.in_(organiser_ids))
    wanted = select(Deed).where(or_(Deed.event_id.in_(event_ids), about_people))
    return list(session().scalars(wanted.order_by(Deed.id.desc()).limit(most)))
