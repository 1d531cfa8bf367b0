"""Tell everybody how many are coming, where the organisers want it: rounded, and an hour late.

Whoever watches the number must not see that somebody who was just beside them said "I'm coming": it
goes in steps of 25, and what it says is always at least an hour old.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, exists, select

from app import audit, events
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session, transaction

from .models import PublicCountRow
from .queries import counts

_STEP = 25
_LATE = timedelta(hours=1)


def show_count(event_id: EventId, act: Act) -> None:
    """Let everybody see how many are coming, from an hour from now on; twice is as once."""
    if is_count_shown(event_id):
        return
    coming = _rounded(event_id)
    session().add(PublicCountRow(event_id=event_id, shown=0, coming=coming, taken_at=act.now))
    audit.note("count shown", event_id, act)


def hide_count(event_id: EventId, act: Act) -> None:
    """Show nobody outside how many are coming; twice is as once."""
    if is_count_shown(event_id):
        session().execute(delete(PublicCountRow).where(PublicCountRow.event_id == event_id))
        audit.note("count hidden", event_id, act)
        events.new_edition()


def is_count_shown(event_id: int) -> bool:
    """Tell whether the organisers let everybody see how many are coming."""
    return bool(session().scalar(select(exists().where(PublicCountRow.event_id == event_id))))


def public_counts(event_ids: Iterable[int]) -> dict[int, int]:
    """Return how many are coming at least, for the events that tell; fewer than 25 tell nothing."""
    told = select(PublicCountRow.event_id, PublicCountRow.shown).where(
        PublicCountRow.event_id.in_(list(event_ids)), PublicCountRow.shown > 0
    )
    return {row.event_id: row.shown for row in session().execute(told)}


def renew_public_counts(act: Act) -> None:
    """Show what was counted an hour ago, and count again, for the events where that is due."""
    due = select(PublicCountRow.event_id).where(PublicCountRow.taken_at <= act.now - _LATE)
    if session().scalar(due.limit(1)) is None:
        return
    with transaction():
        found = select(PublicCountRow).where(PublicCountRow.taken_at <= act.now - _LATE)
        renewed = [_renew(row, act) for row in session().scalars(found).all()]
        if any(renewed):
            events.new_edition()


def _renew(row: PublicCountRow, act: Act) -> bool:
    """Count again; tell whether what is shown is another number now."""
    is_new = row.shown != row.coming
    row.shown, row.coming, row.taken_at = row.coming, _rounded(row.event_id), act.now
    return is_new


def _rounded(event_id: int) -> int:
    return counts(event_id).confirmed // _STEP * _STEP
