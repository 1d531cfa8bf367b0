"""Decide who is told where an event is, and tell everybody at the hour that was set.

What is hidden is left out where events are read for the public (`queries`), so that no page, feed
or file has to think of it. A job lifts it: the change is a new revision, and calendars ask again.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.platform.db import session, transaction

from .event import Audience
from .models import EventRow
from .states import Deed
from .writing import locked_for, make_findable, published_change, second


@dataclass(frozen=True, slots=True)
class Embargo:
    """Who is told the place, and from when on everybody is."""

    told: Audience = Audience.EVERYBODY
    until: datetime | None = None


def set_embargo(event_id: int, embargo: Embargo, act: Act) -> None:
    """Say who is told the place of an event; once it was public, people may know it.

    Raises:
        Invalid: the hour is over, or there is none at which somebody would be told at all.
        EventCancelled: a cancelled event stays as it is.
    """
    row = locked_for(Deed.CHANGE, event_id)
    until = None if embargo.told is Audience.EVERYBODY else embargo.until
    if (row.place_for, row.place_from) == (embargo.told, until and second(until)):
        return
    if until is not None and until <= act.now:
        raise Invalid("place_from", "over")
    if until is None and embargo.told is Audience.NOBODY:
        raise Invalid("place_from", "missing")
    _write(row, Embargo(embargo.told, until), act)
    audit.note("event place shown to others", event_id, act)


def reveal_due(act: Act) -> int:
    """Tell everybody the places whose hour has come; return how many. Opens its own transactions.

    A cancelled event keeps to itself what nobody needs any more.
    """
    due = select(EventRow.id).where(EventRow.place_from <= act.now, EventRow.state != "cancelled")
    found = session().scalars(due).all()
    for event_id in found:
        with transaction():
            row = locked_for(Deed.CHANGE, event_id)
            if row.place_from is not None and row.place_from <= act.now:
                _write(row, Embargo(), act)
    return len(found)


def _write(row: EventRow, embargo: Embargo, act: Act) -> None:
    row.place_for = embargo.told
    row.place_from = embargo.until and second(embargo.until)
    make_findable(row)
    published_change(row, act)
