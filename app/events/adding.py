"""Add an event as a draft, under an address that is free."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import EventId, slugify
from app.platform.db import session

from .addresses import check_free, taken_from
from .event import Words
from .models import EventRow
from .schedule import Schedule
from .states import State
from .writing import checked_contact, second, set_schedule, set_words

_ELSEWHERE = uuid.UUID("0d3b7f8a-52c4-4a3e-9b7e-64f0a9c1d2e3")
_FORMS = uuid.UUID("5a2ec2c6-7f9d-4e53-9d0f-3f0a4c1e7b11")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new event starts from."""

    language: str
    words: Words
    schedule: Schedule
    contact: str = ""
    slug: str = ""
    campaign_id: int | None = None
    team_id: int = 1
    """Whose event it is; the first team's unless said otherwise."""
    sample: bool = False
    form_id: str = ""
    uid: str = ""
    """What it is known by where it comes from; brought in twice, it is there once."""


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
        slug=_slug(draft),
        state=State.DRAFT,
        first_language=draft.language,
        campaign_id=draft.campaign_id,
        team_id=draft.team_id,
        contact=checked_contact(draft.contact),
        sample=draft.sample,
        revision=0,
        sequence=0,
        created_at=second(act.now),
        changed_at=second(act.now),
        texts=[],
    )
    set_schedule(row, draft.schedule)
    session().add(row)
    session().flush()
    set_words(row, draft.language, draft.words)
    audit.note("event added", row.id, act)
    return EventId(row.id)


def _uid(draft: Draft, act: Act) -> str:
    if draft.uid:
        return kept_uid(draft.uid)
    if draft.form_id:
        return str(uuid.uuid5(_FORMS, draft.form_id))
    return str(uuid.UUID(bytes=act.entropy(16), version=4))


def kept_uid(uid: str) -> str:
    """Return a uid of ours as it is, and another one always as the same of ours."""
    try:
        return str(uuid.UUID(uid))
    except ValueError:
        return str(uuid.uuid5(_ELSEWHERE, uid))


def _slug(draft: Draft) -> str:
    if draft.slug:
        check_free(draft.slug)
        return draft.slug
    return free_slug(slugify(draft.words.title) or f"event-{draft.schedule.starts_on}")


def free_slug(wanted: str) -> str:
    """Return this address, or with a number after it if it is or was another event's."""
    taken = taken_from(wanted)
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (wanted, *numbered) if free not in taken)
