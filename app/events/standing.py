"""Bring an event from one state to another: publish it, now or later, postpone it, call it off."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.platform.db import session, transaction

from .changing import remember_start
from .errors import EventPast
from .event import NoticeKind
from .models import EventRow
from .queries import schedule_of
from .schedule import Phase, Schedule
from .states import NEXT, Deed, State
from .telling import News, stamps
from .writing import give_notice, locked_for, published_change, second, set_schedule


def publish(event_id: int, act: Act) -> None:
    """Show a draft to everybody; what is public already stays as it is.

    Raises:
        EventCancelled: a cancelled event stays as it is.
    """
    row = locked_for(Deed.PUBLISH, event_id)
    if row.state == State.DRAFT:
        _publish(row, act)


def publish_later(event_id: int, at: datetime | None, act: Act) -> None:
    """Say when a draft is to be shown to everybody, or that nothing is planned.

    Raises:
        EventPublished, EventCancelled: it is no draft.
        Invalid: the moment is over.
    """
    row = locked_for(Deed.SCHEDULE, event_id)
    if at is not None and at <= act.now:
        raise Invalid("publish_at", "over")
    row.publish_at = None if at is None else second(at)
    session().flush()
    audit.note("event publication planned", row.id, act)


def publish_due(act: Act) -> int:
    """Publish the drafts whose hour has come; return how many. Opens its own transactions."""
    due = select(EventRow.id).where(EventRow.state == State.DRAFT, EventRow.publish_at <= act.now)
    found = session().scalars(due).all()
    for event_id in found:
        with transaction():
            row = locked_for(Deed.PUBLISH, event_id)
            # It may have been taken back, or published, since it was looked for.
            if row.publish_at is not None and row.publish_at <= act.now:
                _publish(row, act)
    return len(found)


def postpone(event_id: int, to: Schedule | None, said: Mapping[str, str], act: Act) -> None:
    """Put an event off to a later time, or to an open date; twice is as once.

    Raises:
        EventNotPublished, EventCancelled: there is nothing to put off.
        EventPast: it took place.
        Invalid: the new time is not later, cannot be, or the words about it are too long.
    """
    row = locked_for(Deed.POSTPONE, event_id)
    before = schedule_of(row)
    after = _put_off(before, to)
    if after == before:
        return
    if before.phase(act.now) is Phase.PAST:
        raise EventPast(row.slug)
    set_schedule(row, after)
    remember_start(row, before)
    row.sequence += 1
    _lead(row, Deed.POSTPONE)
    give_notice(row, News(NoticeKind.POSTPONED, stamps(before), stamps(after)), said, act)
    published_change(row, act)
    audit.note("event postponed", row.id, act)


def cancel(event_id: int, act: Act) -> None:
    """Call an event off without giving a reason, as `cancel_because`."""
    cancel_because(event_id, {}, act)


def cancel_because(event_id: int, reason: Mapping[str, str], act: Act) -> None:
    """Call an event off. Its page stays and says so; nothing about it can be changed afterwards.

    Raises:
        EventNotPublished: nobody has seen the draft, and calling it off would show it.
        EventCancelled: it was called off before.
        Invalid: the reason is too long.
    """
    row = locked_for(Deed.CANCEL, event_id)
    _lead(row, Deed.CANCEL)
    row.sequence += 1
    give_notice(row, News(NoticeKind.CANCELLED, {}, {}), reason, act)
    published_change(row, act)
    audit.note("event cancelled", row.id, act)


def _publish(row: EventRow, act: Act) -> None:
    row.publish_at = None
    _lead(row, Deed.PUBLISH)
    published_change(row, act)
    audit.note("event published", row.id, act)


def _lead(row: EventRow, deed: Deed) -> None:
    row.state = NEXT[State(row.state), deed]


def _put_off(before: Schedule, to: Schedule | None) -> Schedule:
    if to is None:
        return before.opened()
    to.check()
    if not before.is_open and to.begins() < before.begins():
        raise Invalid("starts_on", "not_later")
    return to
