"""Let organisers see what lies ahead where a series comes back, and keep it true.

Each is asked and done through an event of the strand: whoever may change one may change the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId
from app.platform.db import session

from .errors import EventNotPublished, SeriesNotFound
from .event import Series
from .models import EventRow, StrandRow
from .queries import series_of
from .recurrence import Rule, read_rule
from .series import DateDue
from .states import State

_MOST_AHEAD = 15


@dataclass(frozen=True, slots=True)
class DateAhead:
    """A day on which a series comes back, unless it is left out; its event, once that is made."""

    day: date
    is_left_out: bool
    slug: str = ""
    state: State | None = None
    now_on: date | None = None
    """The day to which its event was moved."""


@dataclass(frozen=True, slots=True)
class Strand:
    """Where a series comes back: how often, until when, and on which days from today."""

    series: Series
    rule: Rule
    ends_after: date | None
    dates: tuple[DateAhead, ...]


def find_strand(event_id: int, now: datetime) -> Strand | None:
    """Return the strand of a series that an event belongs to."""
    row = session().scalars(_of(event_id)).first()
    if row is None:
        return None
    return Strand(
        series=series_of({row.id})[row.id],
        rule=read_rule(row.rule),
        ends_after=row.ends_after,
        dates=tuple(_ahead(row, now)),
    )


def series_of_team(team_id: int) -> list[Series]:
    """Return the series that a team's events belong to."""
    its = select(EventRow.strand_id).where(EventRow.team_id == team_id)
    found = select(StrandRow.id).where(StrandRow.id.in_(its))
    named = {series.slug: series for series in series_of(set(session().scalars(found))).values()}
    return [named[slug] for slug in sorted(named)]


def leave_out(event_id: int, day: date, act: Act) -> None:
    """Leave a day out of the strand of an event; an event that was made for it is to be cancelled.

    Raises:
        SeriesNotFound: the event is in no series.
    """
    row = _locked(event_id)
    row.skipped = sorted({*row.skipped, day.isoformat()})
    audit.note("series changed", event_id, act)


def take_up(event_id: int, day: date, act: Act) -> None:
    """Let a strand happen after all on a day that was left out.

    Raises:
        SeriesNotFound: the event is in no series.
    """
    row = _locked(event_id)
    row.skipped = [left_out for left_out in row.skipped if left_out != day.isoformat()]
    audit.note("series changed", event_id, act)


def end_strand(event_id: int, last: date | None, act: Act) -> None:
    """Make no dates of the strand of an event after a day, or make them again without end.

    Raises:
        SeriesNotFound: the event is in no series.
    """
    _locked(event_id).ends_after = last
    audit.note("series changed", event_id, act)


def date_on(event_id: int, day: date, now: datetime) -> DateDue:
    """Return the date of a strand on a day, to be made before its time.

    Raises:
        SeriesNotFound: the event is in no series.
        EventNotPublished: the first date of the series is not public yet.
        Invalid: the strand is not on that day, or not made any more.
    """
    row = _got(_of(event_id))
    ahead = {found.day for found in _ahead(row, now) if not found.is_left_out}
    if day not in ahead:
        raise Invalid("day", "not_in_the_series")
    model = session().get_one(EventRow, row.model_id)
    if model.state == State.DRAFT:
        raise EventNotPublished(model.slug)
    return DateDue(row.id, EventId(row.model_id), day)


def _ahead(row: StrandRow, now: datetime) -> Iterator[DateAhead]:
    today = now.astimezone(ZoneInfo(row.timezone)).date()
    made = {event.strand_day: event for event in _events(row)}
    days = (day for day in read_rule(row.rule).days(row.first_on) if day >= today)
    for day in islice(days, _MOST_AHEAD):
        if day in made:
            event = made[day]
            yield DateAhead(
                day,
                is_left_out=False,
                slug=event.slug,
                state=State(event.state),
                now_on=None if event.starts_on == day else event.starts_on,
            )
        elif row.ends_after is None or day <= row.ends_after:
            yield DateAhead(day, is_left_out=day.isoformat() in row.skipped)


def _events(row: StrandRow) -> list[EventRow]:
    return list(session().scalars(select(EventRow).where(EventRow.strand_id == row.id)))


def _locked(event_id: int) -> StrandRow:
    return _got(_of(event_id).with_for_update().execution_options(populate_existing=True))


def _got(found: Select[StrandRow]) -> StrandRow:
    row = session().scalars(found).first()
    if row is None:
        raise SeriesNotFound
    return row


def _of(event_id: int) -> Select[StrandRow]:
    its = select(EventRow.strand_id).where(EventRow.id == event_id).scalar_subquery()
    return select(StrandRow).where(StrandRow.id == its)
