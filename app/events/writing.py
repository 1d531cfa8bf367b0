"""Write the rows of events: what every verb that changes one needs."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.text import clean, is_blank, one_line
from app.platform.db import session

from . import search
from .errors import EventNotFound
from .event import MOST_CHARACTERS, Audience, Words
from .models import EditionRow, EventRow, EventTextRow, NoticeRow
from .queries import words_of
from .schedule import Schedule
from .states import Deed, State, refuse_unless_allowed
from .telling import News

_LINES = {"summary", "description", "directions", "bring", "route", "programme"}


def new_edition() -> None:
    """Say that public pages are not as they were: kept ones are dropped."""
    session().execute(update(EditionRow).values(number=EditionRow.number + 1))
    session().flush()


def locked_for(deed: Deed, event_id: int) -> EventRow:
    """Lock an event with which a deed may be done, and load it with its texts.

    Raises:
        EventNotFound: there is no such event.
        EventCancelled, EventPublished, EventNotPublished: it is in no state for that.
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
    refuse_unless_allowed(deed, State(row.state), row.slug)
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
    make_findable(row)
    return True


def make_findable(row: EventRow) -> None:
    """Let an event be found by its texts; by its place, only if everybody is told that."""
    texts = list(map(words_of, row.texts))
    is_hidden = row.place_for != Audience.EVERYBODY
    search.index(row.id, [text.without_place() for text in texts] if is_hidden else texts)


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
    row.is_open = schedule.is_open
    row.begins_at, row.over_at = schedule.begins(), schedule.over()


def give_notice(row: EventRow, news: News, said: Mapping[str, str], act: Act) -> None:
    """Tell the public, once it has seen the event, what is no longer as it was told.

    What the organisers `said` about it, by language, stands in place of our sentence.

    Raises:
        Invalid: what the organisers say is too long.
    """
    if row.state == State.DRAFT:
        return
    spoken = {code: clean(text) for code, text in said.items() if not is_blank(text)}
    for text in spoken.values():
        _refuse_too_long("said", text)
    notice = NoticeRow(
        event_id=row.id,
        revision=row.revision + 1,
        given_at=second(act.now),
        kind=news.kind,
        before=dict(news.before),
        after=dict(news.after),
        said=spoken,
    )
    session().add(notice)


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
