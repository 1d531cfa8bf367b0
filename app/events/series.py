"""Let an action come back: every date is an event of its own, made some weeks ahead.

A series has a strand for each place where it happens. A strand begins with an event, its model: the
dates that follow say the same, at the hour that was set when the strand began. Each can be moved,
cancelled or annotated like any event; the series does not look back at dates that were made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select, update
from sqlalchemy.orm import selectinload

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import SLUG, EventId
from app.platform.db import session

from .copying import copy_to
from .errors import EventNotFound, SeriesNotFound
from .models import EventRow, SeriesRow, SeriesTextRow, StrandRow
from .queries import IS_PUBLIC, schedule_of
from .recurrence import Rule, read_rule
from .schedule import Schedule
from .standing import publish
from .writing import new_edition

AHEAD = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class DateDue:
    """A date of a series that is to be made, from the event that its strand began with."""

    strand_id: int
    model_id: EventId
    day: date


def start_series(event_id: int, slug: str, rule: str, act: Act) -> int:
    """Let an event be the first of a series; return the series' id.

    Raises:
        Invalid: the address is malformed or taken, or the rule cannot be.
        EventNotFound: there is no such event.
    """
    model = _model(event_id)
    if not SLUG.fullmatch(slug):
        raise Invalid("slug", "malformed")
    if session().scalar(select(SeriesRow.id).where(SeriesRow.slug == slug)) is not None:
        raise Invalid("slug", "taken")
    row = SeriesRow(
        slug=slug,
        first_language=model.first_language,
        counted_from=model.starts_on,
        texts=[
            SeriesTextRow(language=text.language, title=text.title, summary=text.summary)
            for text in model.texts
        ],
    )
    session().add(row)
    session().flush()
    _add_strand(row, model, rule)
    audit.note("series started", event_id, act)
    return row.id


def add_strand(slug: str, event_id: int, rule: str, act: Act) -> None:
    """Let a series happen at a further place, too, beginning with an event there.

    Raises:
        SeriesNotFound, EventNotFound: there is no such thing.
        Invalid: the rule cannot be, or the event is in a series already.
    """
    _add_strand(_series(slug), _model(event_id), rule)
    audit.note("series started", event_id, act)


def skip(slug: str, days: Iterable[date], act: Act) -> None:
    """Leave days out of a series; dates that were made already are events, to be cancelled.

    Raises:
        SeriesNotFound: there is no such series.
    """
    told = [day.isoformat() for day in days]
    for strand in _strands(_series(slug)):
        strand.skipped = sorted({*strand.skipped, *told})
    session().flush()
    audit.note("series changed", None, act)


def end_series(slug: str, last: date, act: Act) -> None:
    """Make no dates after a day.

    Raises:
        SeriesNotFound: there is no such series.
    """
    for strand in _strands(_series(slug)):
        strand.ends_after = last
    session().flush()
    audit.note("series changed", None, act)


def dates_due(now: datetime) -> list[DateDue]:
    """Return the dates that are to be made by now, of strands whose first one is public."""
    model_is_seen = exists().where(EventRow.id == StrandRow.model_id, IS_PUBLIC)
    strands = session().scalars(select(StrandRow).where(model_is_seen).order_by(StrandRow.id))
    return [due for strand in strands.all() for due in _due(strand, now)]


def make_date(due: DateDue, act: Act) -> EventId | None:
    """Make a date of a series, in public; one that is there already is left alone."""
    found = select(StrandRow).where(StrandRow.id == due.strand_id).with_for_update()
    strand = session().scalars(found.execution_options(populate_existing=True)).one()
    if due.day in _made(strand):
        return None
    model = _model(strand.model_id)
    slug = session().scalar(select(SeriesRow.slug).where(SeriesRow.id == strand.series_id))
    schedule = Schedule(due.day, strand.starts_at, strand.timezone, None, strand.ends_at)
    made = copy_to(model, schedule, f"{slug}-{due.day}", act)
    joins = update(EventRow).where(EventRow.id == made)
    session().execute(joins.values(strand_id=strand.id, strand_day=due.day))
    publish(made, act)
    return made


def _add_strand(series: SeriesRow, model: EventRow, rule: str) -> None:
    read_rule(rule).check(model.starts_on)
    if model.strand_id is not None:
        raise Invalid("event", "in_a_series_already")
    schedule = schedule_of(model)
    strand = StrandRow(
        series_id=series.id,
        model_id=model.id,
        rule=read_rule(rule).written(),
        first_on=model.starts_on,
        starts_at=schedule.starts_at,
        ends_at=schedule.ends_at,
        timezone=schedule.timezone,
        skipped=[],
    )
    session().add(strand)
    session().flush()
    model.strand_id, model.strand_day = strand.id, model.starts_on
    session().flush()
    new_edition()


def _due(strand: StrandRow, now: datetime) -> list[DateDue]:
    today = now.astimezone(ZoneInfo(strand.timezone)).date()
    rule: Rule = read_rule(strand.rule)
    last = min(today + AHEAD, strand.ends_after or date.max)
    near = takewhile(lambda day: day <= last, rule.days(strand.first_on))
    gone = {*_made(strand), *map(date.fromisoformat, strand.skipped)}
    model_id = EventId(strand.model_id)
    return [DateDue(strand.id, model_id, day) for day in near if day >= today and day not in gone]


def _made(strand: StrandRow) -> set[date]:
    made = select(EventRow.strand_day).where(EventRow.strand_id == strand.id)
    return {day for day in session().scalars(made) if day is not None}


def _model(event_id: int) -> EventRow:
    whole = select(EventRow).where(EventRow.id == event_id).options(selectinload(EventRow.texts))
    model = session().scalars(whole.execution_options(populate_existing=True)).first()
    if model is None:
        raise EventNotFound(str(event_id))
    return model


def _series(slug: str) -> SeriesRow:
    row = session().scalars(select(SeriesRow).where(SeriesRow.slug == slug)).first()
    if row is None:
        raise SeriesNotFound(slug)
    return row


def _strands(series: SeriesRow) -> Iterable[StrandRow]:
    return session().scalars(select(StrandRow).where(StrandRow.series_id == series.id)).all()
