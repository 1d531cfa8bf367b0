"""Take an event as the start of another one."""

import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app import audit
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session

from .adding import free_slug
from .errors import EventNotFound
from .models import EventRow
from .queries import schedule_of, words_of
from .schedule import Schedule
from .states import State
from .writing import second, set_schedule, set_words


def duplicate(event_id: int, day: date, act: Act) -> EventId:
    """Add a draft that says the same in all languages, on another day.

    Raises:
        EventNotFound: there is no such event.
        Invalid: it cannot be on that day.
    """
    whole = select(EventRow).where(EventRow.id == event_id).options(selectinload(EventRow.texts))
    model = session().scalars(whole).first()
    if model is None:
        raise EventNotFound(str(event_id))
    return copy_to(model, schedule_of(model).moved_to(day), model.slug, act)


def copy_to(model: EventRow, schedule: Schedule, slug: str, act: Act) -> EventId:
    """Add a draft that says what a model does, at another time, under an address like this one.

    A place that is hidden stays so, for as long before the new day as it was before the old one.

    Raises:
        Invalid: the schedule cannot be.
    """
    schedule.check()
    later = schedule.starts_on - model.starts_on
    row = EventRow(
        uid=str(uuid.UUID(bytes=act.entropy(16), version=4)),
        slug=free_slug(slug),
        state=State.DRAFT,
        first_language=model.first_language,
        campaign_id=model.campaign_id,
        team_id=model.team_id,
        contact=model.contact,
        access=dict(model.access),
        place_for=model.place_for,
        place_from=model.place_from and model.place_from + later,
        created_at=second(act.now),
        changed_at=second(act.now),
        texts=[],
    )
    set_schedule(row, schedule)
    session().add(row)
    session().flush()
    for text in model.texts:
        set_words(row, text.language, words_of(text))
    audit.note("event added", row.id, act)
    return EventId(row.id)
