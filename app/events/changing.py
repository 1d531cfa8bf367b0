"""Change what is said about an event, and when it is: all at once, with one notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from app import audit
from app.kernel.act import Act
from app.platform.db import session

from .access import Access, access_of
from .event import NoticeKind, Words
from .models import EventRow
from .queries import schedule_of, words_of
from .schedule import Schedule
from .states import Deed, State
from .telling import news, telling
from .writing import (
    checked_contact,
    give_notice,
    locked_for,
    published_change,
    set_schedule,
    set_words,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different: texts by language, times, contact; what is not there stays.

    `said` is what the organisers say about it, by language, in place of our sentence.
    """

    words: Mapping[str, Words] = field(default_factory=dict)
    schedule: Schedule | None = None
    contact: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)


def change(event_id: int, wanted: Change, act: Act) -> None:
    """Change an event; a new place or time of a published one is announced, as are words about it.

    What stays the same changes nothing. A new time raises the sequence (RFC 5546, 2.1.4).

    Raises:
        Invalid: a text is missing or too long, or the schedule cannot be.
        EventCancelled: a cancelled event stays as it is.
    """
    row = locked_for(Deed.CHANGE, event_id)
    before = _told(row)
    done = [
        *_reword(row, wanted.words),
        *_reschedule(row, wanted.schedule),
        *_set_contact(row, wanted.contact),
    ]
    if not done and not any(wanted.said.values()):
        return
    _announce(row, before, wanted.said, act)
    published_change(row, act)
    for deed in done or ["event news given"]:
        audit.note(deed, row.id, act)


def reword(event_id: int, language: str, words: Words, act: Act) -> None:
    """Say something else about an event in one language, or say it in a further one.

    Raises:
        Invalid: the title, place or caller is missing, or a text is too long.
        EventCancelled: a cancelled event stays as it is.
    """
    change(event_id, Change(words={language: words}), act)


def reschedule(event_id: int, schedule: Schedule, act: Act) -> None:
    """Move an event in time; one that was postponed to an open date has a date again.

    Raises:
        Invalid: the schedule cannot be.
        EventCancelled: a cancelled event stays as it is.
    """
    change(event_id, Change(schedule=schedule.planned()), act)


def set_contact(event_id: int, contact: str, act: Act) -> None:
    """Say how the organisers can be reached.

    Raises:
        Invalid: it is too long.
        EventCancelled: a cancelled event stays as it is.
    """
    change(event_id, Change(contact=contact), act)


def describe_access(event_id: int, access: Access, act: Act) -> None:
    """Say how accessible an event is.

    Raises:
        Invalid: the length of the way cannot be.
        EventCancelled: a cancelled event stays as it is.
    """
    access.check()
    row = locked_for(Deed.CHANGE, event_id)
    if access == access_of(row.access):
        return
    row.access = access.as_data()
    published_change(row, act)
    audit.note("event accessibility described", row.id, act)


def show_change(event_id: int, act: Act) -> None:
    """Say that something else on an event's page is about to change, as its number of places."""
    found = select(EventRow).where(EventRow.id == event_id).with_for_update()
    row = session().scalars(found.execution_options(populate_existing=True)).one()
    published_change(row, act)


def remember_start(row: EventRow, before: Schedule) -> None:
    """Keep the start that the public knew, once it holds no longer; a mere first hour keeps it."""
    new_hour = before.starts_at is not None and row.starts_at != before.starts_at
    if row.state != State.DRAFT and (row.starts_on != before.starts_on or new_hour):
        row.was_on, row.was_at = before.starts_on, before.starts_at


def _reword(row: EventRow, words: Mapping[str, Words]) -> list[str]:
    changed = [set_words(row, language, told) for language, told in words.items()]
    return ["event reworded"] if any(changed) else []


def _reschedule(row: EventRow, schedule: Schedule | None) -> list[str]:
    before = schedule_of(row)
    if schedule is None or schedule == before:
        return []
    schedule.check()
    set_schedule(row, schedule)
    remember_start(row, before)
    if row.state != State.DRAFT:
        row.sequence += 1
    return ["event rescheduled"]


def _set_contact(row: EventRow, contact: str | None) -> list[str]:
    if contact is None or checked_contact(contact) == row.contact:
        return []
    row.contact = checked_contact(contact)
    return ["event contact set"]


def _told(row: EventRow) -> dict[str, str]:
    return telling({text.language: words_of(text) for text in row.texts}, schedule_of(row))


def _announce(row: EventRow, before: dict[str, str], said: Mapping[str, str], act: Act) -> None:
    told = news(before, _told(row))
    if told.kind is not NoticeKind.NEWS or any(said.values()):
        give_notice(row, told, said, act)
