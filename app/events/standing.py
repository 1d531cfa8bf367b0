"""Bring an event from one state to another: publish it, call it off."""

from app import audit
from app.kernel.act import Act

from .errors import EventNotPublished
from .event import NoticeKind, State
from .writing import changeable, give_notice, new_edition, published_change, second


def publish(event_id: int, act: Act) -> None:
    """Show a draft to everybody; a published event stays as it is.

    Raises:
        EventCancelled: a cancelled event stays as it is.
    """
    row = changeable(event_id)
    if row.state == State.PUBLISHED:
        return
    row.state = State.PUBLISHED
    published_change(row, act)
    audit.note("event published", row.id, act)


def cancel(event_id: int, act: Act) -> None:
    """Call an event off. Its page stays and says so; nothing about it can be changed afterwards.

    Raises:
        EventNotPublished: nobody has seen the draft, and calling it off would show it.
        EventCancelled: it was called off before.
    """
    row = changeable(event_id)
    if row.state == State.DRAFT:
        raise EventNotPublished(row.slug)
    row.state = State.CANCELLED
    row.sequence += 1
    give_notice(row, NoticeKind.CANCELLED, {}, {}, act)
    row.revision += 1
    row.changed_at = second(act.now)
    new_edition()
    audit.note("event cancelled", row.id, act)
