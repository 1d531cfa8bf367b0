"""Change what is said about an event, and when it is."""

from sqlalchemy import select

from app import audit
from app.kernel.act import Act
from app.platform.db import session

from .event import NoticeKind, State, Words
from .models import EventRow
from .queries import words_of
from .schedule import Schedule
from .writing import (
    changeable,
    checked_contact,
    give_notice,
    published_change,
    schedule_of,
    set_schedule,
    set_words,
)


def reword(event_id: int, language: str, words: Words, act: Act) -> None:
    """Say something else about an event in one language, or say it in a further one.

    A published event that changes its place gets a notice; what stays the same changes nothing.

    Raises:
        Invalid: the title, place or caller is missing, or a text is too long.
        EventCancelled: a cancelled event stays as it is.
    """
    row = changeable(event_id)
    before = {text.language: words_of(text) for text in row.texts}
    if not set_words(row, language, words):
        return
    after = words_of(next(text for text in row.texts if text.language == language))
    if language in before and before[language].place != after.place:
        places = {code: kept.place for code, kept in before.items()}
        give_notice(row, NoticeKind.PLACE, places, {**places, language: after.place}, act)
    published_change(row, act)
    audit.note("event reworded", row.id, act)


def reschedule(event_id: int, schedule: Schedule, act: Act) -> None:
    """Move an event in time; a published one gets a notice and a higher sequence (RFC 5546, 2.1.4).

    Raises:
        Invalid: the schedule cannot be.
        EventCancelled: a cancelled event stays as it is.
    """
    schedule.check()
    row = changeable(event_id)
    before = schedule_of(row)
    if schedule == before:
        return
    set_schedule(row, schedule)
    if row.state == State.PUBLISHED:
        row.sequence += 1
    give_notice(row, NoticeKind.TIME, _stamps(before), _stamps(schedule), act)
    published_change(row, act)
    audit.note("event rescheduled", row.id, act)


def set_contact(event_id: int, contact: str, act: Act) -> None:
    """Say how the organisers can be reached.

    Raises:
        Invalid: it is too long.
    """
    row = changeable(event_id)
    contact = checked_contact(contact)
    if row.contact == contact:
        return
    row.contact = contact
    published_change(row, act)
    audit.note("event contact set", row.id, act)


def show_change(event_id: int, act: Act) -> None:
    """Say that something else on an event's page is about to change, as its number of places."""
    found = select(EventRow).where(EventRow.id == event_id).with_for_update()
    row = session().scalars(found.execution_options(populate_existing=True)).one()
    published_change(row, act)


def _stamps(schedule: Schedule) -> dict[str, str]:
    hour = schedule.starts_at.isoformat("minutes") if schedule.starts_at else ""
    return {"day": schedule.starts_on.isoformat(), "hour": hour}
