"""Write the rows of events: what every verb that changes one needs."""

from dataclasses import fields
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.text import clean, is_blank, one_line
from app.platform.db import session

from . import search
from .errors import EventCancelled, EventNotFound
from .event import MOST_CHARACTERS, NoticeKind, State, Words
from .models import EditionRow, EventRow, EventTextRow, NoticeRow
from .queries import words_of
from .schedule import Schedule

_LINES = {"summary", "description", "directions", "bring"}


def new_edition() -> None:
    """Say that public pages are not as they were: kept ones are dropped."""
    session().execute(update(EditionRow).values(number=EditionRow.number + 1))
    session().flush()


def changeable(event_id: int) -> EventRow:
    """Lock an event that may be changed, and load it with its texts.

    Raises:
        EventNotFound: there is no such event.
        EventCancelled: a cancelled event stays as it is.
    """
    found = (
        select(EventRow)
        .where(EventRow.id == event_id)
        .options(selectinload(EventRow.texts))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session().scalars(found).first()
    if row is None:
        raise EventNotFound(str(event_id))
    if row.state == State.CANCELLED:
        raise EventCancelled(row.slug)
    return row


def set_words(row: EventRow, language: str, words: Words) -> bool:
    """Write the words of one language; tell whether any changed."""
    words = _checked(words)
    text = next((text for text in row.texts if text.language == language), None)
    if text is not None and words_of(text) == words:
        return False
    if text is None:
        text = EventTextRow(event_id=row.id, language=language)
        row.texts.append(text)
    for name in Words.__dataclass_fields__:
        setattr(text, name, getattr(words, name))
    session().flush()
    search.index(row.id, map(words_of, row.texts))
    return True


def _checked(words: Words) -> Words:
    cleaned = Words(
        **{
            field.name: (clean if field.name in _LINES else one_line)(getattr(words, field.name))
            for field in fields(words)
            if field.name in Words.__dataclass_fields__
        }
    )
    for name in ("title", "place", "called_by"):
        if is_blank(getattr(cleaned, name)):
            raise Invalid(name, "missing")
    for field in fields(Words):
        _refuse_too_long(field.name, getattr(cleaned, field.name))
    return cleaned


def checked_contact(contact: str) -> str:
    """Return a contact as it is stored; one that is too long is refused."""
    contact = one_line(contact)
    _refuse_too_long("contact", contact)
    return contact


def _refuse_too_long(name: str, text: str) -> None:
    if len(text) > MOST_CHARACTERS[name]:
        raise Invalid(name, f"longer_than_{MOST_CHARACTERS[name]}_characters")


def set_schedule(row: EventRow, schedule: Schedule) -> None:
    """Write when an event is, and the instants that follow from it."""
    row.starts_on, row.starts_at = schedule.starts_on, schedule.starts_at
    row.ends_on, row.ends_at = schedule.ends_on, schedule.ends_at
    row.timezone = schedule.timezone
    row.begins_at, row.over_at = schedule.begins(), schedule.over()


def schedule_of(row: EventRow) -> Schedule:
    """Return when an event is, as its row says."""
    return Schedule(row.starts_on, row.starts_at, row.timezone, row.ends_on, row.ends_at)


def give_notice(
    row: EventRow, kind: NoticeKind, before: dict[str, str], after: dict[str, str], act: Act
) -> None:
    """Tell the public, once it has seen the event, what is no longer as it was told."""
    if row.state == State.DRAFT or (before == after and kind is not NoticeKind.CANCELLED):
        return
    session().add(
        NoticeRow(
            event_id=row.id,
            revision=row.revision + 1,
            given_at=second(act.now),
            kind=kind,
            before=before,
            after=after,
        )
    )


def published_change(row: EventRow, act: Act) -> None:
    """Count a change; one of a published event is a new revision, and a new edition of the site."""
    row.changed_at = second(act.now)
    if row.state == State.DRAFT:
        return
    row.revision += 1
    new_edition()


def second(moment: datetime) -> datetime:
    """Drop what calendar stamps cannot say, so that the stored and the written stamp agree."""
    return moment.astimezone(UTC).replace(microsecond=0)
