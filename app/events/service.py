"""Do what organisers do with events: add, reword, reschedule, publish, cancel."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import selectinload

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import SLUG, EventId, slugify
from app.kernel.text import clean, is_blank, one_line, search_key
from app.platform.db import session

from .errors import EventCancelled, EventNotFound, EventNotPublished
from .event import MOST_CHARACTERS, NoticeKind, State, Words
from .models import (
    CampaignRow,
    CampaignTextRow,
    EditionRow,
    EventRow,
    EventTextRow,
    FigureRow,
    FigureTextRow,
    NoticeRow,
)
from .queries import words_of
from .schedule import Schedule

_FORMS = uuid.UUID("5a2ec2c6-7f9d-4e53-9d0f-3f0a4c1e7b11")
_LINES = {"summary", "description", "directions", "bring"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new event starts from."""

    language: str
    words: Words
    schedule: Schedule
    contact: str = ""
    slug: str = ""
    campaign_id: int | None = None
    sample: bool = False
    form_id: str = ""


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A figure and its words (label, note, as of, source) by language."""

    value: int
    texts: Mapping[str, tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """What a new campaign starts from: words (title, summary, body) by language, and figures."""

    slug: str
    first_language: str
    texts: Mapping[str, tuple[str, str, str]]
    figures: Sequence[FigureDraft] = ()
    sample: bool = False


def add(draft: Draft, act: Act) -> EventId:
    """Add an event as a draft; a form that was sent before leads to the event it made.

    Raises:
        Invalid: a text is missing or too long, the address is taken, or the schedule cannot be.
    """
    draft.schedule.check()
    uid = _uid(draft, act)
    made = session().scalar(select(EventRow.id).where(EventRow.uid == uid))
    if made is not None:
        return EventId(made)
    row = EventRow(
        uid=uid,
        slug=_free_slug(draft),
        state=State.DRAFT,
        first_language=draft.language,
        campaign_id=draft.campaign_id,
        contact=_contact(draft.contact),
        sample=draft.sample,
        revision=0,
        sequence=0,
        created_at=_second(act.now),
        changed_at=_second(act.now),
        texts=[],
    )
    _set_schedule(row, draft.schedule)
    session().add(row)
    session().flush()
    _set_words(row, draft.language, draft.words)
    audit.note("event added", row.id, act)
    return EventId(row.id)


def reword(event_id: int, language: str, words: Words, act: Act) -> None:
    """Say something else about an event in one language, or say it in a further one.

    A published event that changes its place gets a notice; what stays the same changes nothing.

    Raises:
        Invalid: the title, place or caller is missing, or a text is too long.
        EventCancelled: a cancelled event stays as it is.
    """
    row = _changeable(event_id)
    before = {text.language: words_of(text) for text in row.texts}
    if not _set_words(row, language, words):
        return
    after = words_of(next(text for text in row.texts if text.language == language))
    if language in before and before[language].place != after.place:
        places = {code: kept.place for code, kept in before.items()}
        _give_notice(row, NoticeKind.PLACE, places, {**places, language: after.place}, act)
    _published_change(row, act)
    audit.note("event reworded", row.id, act)


def reschedule(event_id: int, schedule: Schedule, act: Act) -> None:
    """Move an event in time; a published one gets a notice and a higher sequence (RFC 5546, 2.1.4).

    Raises:
        Invalid: the schedule cannot be.
        EventCancelled: a cancelled event stays as it is.
    """
    schedule.check()
    row = _changeable(event_id)
    before = _schedule_of(row)
    if schedule == before:
        return
    _set_schedule(row, schedule)
    if row.state == State.PUBLISHED:
        row.sequence += 1
    _give_notice(row, NoticeKind.TIME, _stamps(before), _stamps(schedule), act)
    _published_change(row, act)
    audit.note("event rescheduled", row.id, act)


def set_contact(event_id: int, contact: str, act: Act) -> None:
    """Say how the organisers can be reached.

    Raises:
        Invalid: it is too long.
    """
    row = _changeable(event_id)
    contact = _contact(contact)
    if row.contact == contact:
        return
    row.contact = contact
    _published_change(row, act)
    audit.note("event contact set", row.id, act)


def show_change(event_id: int, act: Act) -> None:
    """Say that something else on an event's page is about to change, as its number of places."""
    found = select(EventRow).where(EventRow.id == event_id).with_for_update()
    row = session().scalars(found.execution_options(populate_existing=True)).one()
    _published_change(row, act)


def publish(event_id: int, act: Act) -> None:
    """Show a draft to everybody; a published event stays as it is.

    Raises:
        EventCancelled: a cancelled event stays as it is.
    """
    row = _changeable(event_id)
    if row.state == State.PUBLISHED:
        return
    row.state = State.PUBLISHED
    _published_change(row, act)
    audit.note("event published", row.id, act)


def cancel(event_id: int, act: Act) -> None:
    """Call an event off. Its page stays and says so; nothing about it can be changed afterwards.

    Raises:
        EventNotPublished: nobody has seen the draft, and calling it off would show it.
        EventCancelled: it was called off before.
    """
    row = _changeable(event_id)
    if row.state == State.DRAFT:
        raise EventNotPublished(row.slug)
    row.state = State.CANCELLED
    row.sequence += 1
    _give_notice(row, NoticeKind.CANCELLED, {}, {}, act)
    row.revision += 1
    row.changed_at = _second(act.now)
    new_edition()
    audit.note("event cancelled", row.id, act)


def add_campaign(draft: CampaignDraft, act: Act) -> int:
    """Add a campaign with its figures; return its id."""
    row = CampaignRow(
        slug=draft.slug,
        first_language=draft.first_language,
        sample=draft.sample,
        texts=[
            CampaignTextRow(language=code, title=title, summary=summary, body=body)
            for code, (title, summary, body) in draft.texts.items()
        ],
        figures=[
            FigureRow(position=position, value=figure.value, texts=_figure_texts(figure))
            for position, figure in enumerate(draft.figures)
        ],
    )
    session().add(row)
    session().flush()
    new_edition()
    audit.note("campaign added", None, act)
    return row.id


def remove_samples(act: Act) -> list[EventId]:
    """Delete the events and campaigns that were only there to be tried; return the events' ids."""
    gone = session().scalars(select(EventRow.id).where(EventRow.sample)).all()
    session().execute(delete(EventRow).where(EventRow.sample))
    samples = select(CampaignRow.id).where(CampaignRow.sample)
    out_of_it = update(EventRow).where(EventRow.campaign_id.in_(samples)).values(campaign_id=None)
    session().execute(out_of_it)
    session().execute(delete(CampaignRow).where(CampaignRow.sample))
    new_edition()
    audit.note("sample removed", None, act)
    return [EventId(event_id) for event_id in gone]


def new_edition() -> None:
    """Say that public pages are not as they were: kept ones are dropped."""
    session().execute(update(EditionRow).values(number=EditionRow.number + 1))
    session().flush()


def _uid(draft: Draft, act: Act) -> str:
    if draft.form_id:
        return str(uuid.uuid5(_FORMS, draft.form_id))
    return str(uuid.UUID(bytes=act.entropy(16), version=4))


def _changeable(event_id: int) -> EventRow:
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


def _set_words(row: EventRow, language: str, words: Words) -> bool:
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
    text.search_key = search_key(" ".join(astuple(words)))
    session().flush()
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


def _contact(contact: str) -> str:
    contact = one_line(contact)
    _refuse_too_long("contact", contact)
    return contact


def _refuse_too_long(name: str, text: str) -> None:
    if len(text) > MOST_CHARACTERS[name]:
        raise Invalid(name, f"longer_than_{MOST_CHARACTERS[name]}_characters")


def _set_schedule(row: EventRow, schedule: Schedule) -> None:
    row.starts_on, row.starts_at = schedule.starts_on, schedule.starts_at
    row.ends_on, row.ends_at = schedule.ends_on, schedule.ends_at
    row.timezone = schedule.timezone
    row.begins_at, row.over_at = schedule.begins(), schedule.over()


def _schedule_of(row: EventRow) -> Schedule:
    return Schedule(row.starts_on, row.starts_at, row.timezone, row.ends_on, row.ends_at)


def _stamps(schedule: Schedule) -> dict[str, str]:
    hour = schedule.starts_at.isoformat("minutes") if schedule.starts_at else ""
    return {"day": schedule.starts_on.isoformat(), "hour": hour}


def _give_notice(
    row: EventRow, kind: NoticeKind, before: dict[str, str], after: dict[str, str], act: Act
) -> None:
    """Tell the public, once it has seen the event, what is no longer as it was told."""
    if row.state == State.DRAFT or (before == after and kind is not NoticeKind.CANCELLED):
        return
    session().add(
        NoticeRow(
            event_id=row.id,
            revision=row.revision + 1,
            given_at=_second(act.now),
            kind=kind,
            before=before,
            after=after,
        )
    )


def _published_change(row: EventRow, act: Act) -> None:
    row.changed_at = _second(act.now)
    if row.state == State.DRAFT:
        return
    row.revision += 1
    new_edition()


def _free_slug(draft: Draft) -> str:
    wanted = draft.slug or slugify(draft.words.title) or f"event-{draft.schedule.starts_on}"
    if not SLUG.fullmatch(wanted):
        raise Invalid("slug", "malformed")
    taken = set(session().scalars(select(EventRow.slug).where(EventRow.slug.startswith(wanted))))
    if wanted not in taken:
        return wanted
    if draft.slug:
        raise Invalid("slug", "taken")
    return next(
        free for number in range(2, len(taken) + 3) if (free := f"{wanted}-{number}") not in taken
    )


def _figure_texts(figure: FigureDraft) -> list[FigureTextRow]:
    return [
        FigureTextRow(language=code, label=label, note=note, as_of=as_of, source=source)
        for code, (label, note, as_of, source) in figure.texts.items()
    ]


def _second(moment: datetime) -> datetime:
    """Drop what calendar stamps cannot say, so that the stored and the written stamp agree."""
    return moment.astimezone(UTC).replace(microsecond=0)
