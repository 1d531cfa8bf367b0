"""Ask for events: one, the coming ones, those that match."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.kernel.ids import EventId
from app.platform.db import session, table_of
from app.platform.remembered import remembered

from . import search
from .access import access_of
from .event import (
    Audience,
    Campaign,
    CampaignText,
    Event,
    Figure,
    FigureText,
    Notice,
    NoticeKind,
    Series,
    SeriesText,
    Words,
)
from .models import (
    CampaignRow,
    EditionRow,
    EventRow,
    EventTextRow,
    FigureRow,
    NoticeRow,
    SeriesRow,
    StrandRow,
)
from .schedule import LONGEST, Schedule
from .states import State

_HELD = (State.PUBLISHED, State.POSTPONED)
_PUBLIC = (*_HELD, State.CANCELLED)
# Not `state IN _PUBLIC`: for that, SQLite would leave the order of beginnings and sort.
IS_PUBLIC = EventRow.state != State.DRAFT
_IS_SEEN = exists().where(
    EventRow.strand_id == StrandRow.id, StrandRow.series_id == SeriesRow.id, IS_PUBLIC
)


class Span(StrEnum):
    """Which part of the agenda is looked at."""

    UPCOMING = "upcoming"
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor looks for in the agenda; empty fields do not restrict."""

    words: str = ""
    city: str = ""
    campaign: str = ""
    series: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None
    span: Span = Span.ALL


# Asked in nearly every request: built once, and without the object-relational half.
_event = table_of(EventRow)
_EDITION = select(table_of(EditionRow).c.number)
_TAKES_RSVPS = select(_event.c.state, _event.c.over_at).where(_event.c.id == bindparam("event_id"))


def edition() -> int:
    """Return the number of the published content as it stands."""
    return session().scalar(_EDITION) or 0


def find(slug: str) -> Event | None:
    """Return an event in whatever state, drafts too, with its place: for organisers only."""
    found = session().scalars(_whole(select(EventRow).where(EventRow.slug == slug)))
    return next(iter(_views_with_place(found)), None)


def find_published(slug: str) -> Event | None:
    """Return an event that the public may see."""
    public = select(EventRow).where(EventRow.slug == slug, IS_PUBLIC)
    return remembered(edition(), ("event", slug), lambda: _first(public))


def get(event_id: int) -> Event:
    """Return an event by its id, drafts too."""
    one = select(EventRow).where(EventRow.id == event_id)
    public = one.where(IS_PUBLIC)
    found = remembered(edition(), ("event", event_id), lambda: _first(public))
    return found or _views(session().scalars(_whole(one)))[0]


def get_for_confirmed(event_id: int) -> Event:
    """Return an event as those read it who have a place or a shift."""
    event = get(event_id)
    if event.place_for is not Audience.CONFIRMED:
        return event
    one = select(EventRow).where(EventRow.id == event_id)
    return _views_with_place(session().scalars(_whole(one)))[0]


def get_all(event_ids: Sequence[int]) -> dict[EventId, Event]:
    """Return the public events among these."""
    found = select(EventRow).where(EventRow.id.in_(event_ids), IS_PUBLIC)
    return {event.id: event for event in _views(session().scalars(_whole(found)))}


def takes_rsvps(event_id: int, now: datetime) -> bool:
    """Tell whether an event is published and not over."""
    row = session().execute(_TAKES_RSVPS, {"event_id": event_id}).first()
    return row is not None and row.state in _HELD and row.over_at > now


def every() -> list[Event]:
    """Return all events, latest first, drafts too: for organisers only."""
    latest_first = select(EventRow).order_by(EventRow.begins_at.desc())
    return _views_with_place(session().scalars(_whole(latest_first)))


def of_campaign(slug: str) -> list[Event]:
    """Return the events of a campaign, drafts too, with their places: for organisers only."""
    its = select(EventRow).join(CampaignRow).where(CampaignRow.slug == slug)
    return _views_with_place(
        session().scalars(_whole(its.order_by(EventRow.begins_at, EventRow.id)))
    )


def has_any() -> bool:
    """Tell whether there is an event."""
    return session().scalar(select(EventRow.id).limit(1)) is not None


def has_any_sample() -> bool:
    """Tell whether there is an event that is only there to be tried."""
    return session().scalar(select(EventRow.id).where(EventRow.sample).limit(1)) is not None


def on_the_desk(
    team_id: int, span: Span, now: datetime, *, skip: int = 0, most: int = 50
) -> list[Event]:
    """Return a team's coming events, soonest first, or past ones, latest first; drafts too."""
    return _views_with_place(_part(in_order(_of_team(team_id), span, now), skip, most))


def count_on_the_desk(team_id: int, span: Span, now: datetime) -> int:
    """Count a team's coming or past events, drafts too."""
    return _count(in_order(_of_team(team_id), span, now))


def team_of(slug: str) -> int | None:
    """Return whose event has an address, if there is one."""
    return session().scalar(select(EventRow.team_id).where(EventRow.slug == slug))


def slugs_of_team(team_id: int) -> dict[int, str]:
    """Return the address of each of a team's events by its number."""
    found = select(EventRow.id, EventRow.slug).where(EventRow.team_id == team_id)
    return {row.id: row.slug for row in session().execute(found)}


def _of_team(team_id: int) -> Select[EventRow]:
    return select(EventRow).where(EventRow.team_id == team_id)


def agenda(wanted: Wanted, now: datetime, *, skip: int = 0, most: int = 20) -> list[Event]:
    """Return the public events that match: coming ones soonest first, then past latest first."""
    if wanted.span is not Span.ALL:
        return _views(_part(in_order(matching(wanted), wanted.span, now), skip, most))
    coming = in_order(matching(wanted), Span.UPCOMING, now)
    found = _part(coming, skip, most)
    left = most - len(found)
    if left:
        before = _count(coming) if skip else 0
        past = in_order(matching(wanted), Span.PAST, now)
        found += _part(past, max(0, skip - before), left)
    return _views(found)


def count(wanted: Wanted, now: datetime) -> int:
    """Count the public events that match."""
    return _count(in_order(matching(wanted), wanted.span, now))


def next_change(now: datetime) -> datetime | None:
    """Return the next instant at which a public event begins or is over."""
    ahead = [
        select(column).where(public, column > now).order_by(column).limit(1).scalar_subquery()
        for column, public in (
            (EventRow.begins_at, IS_PUBLIC),
            *((EventRow.over_at, EventRow.state == state) for state in _PUBLIC),
        )
    ]
    moments = session().execute(select(*ahead)).one()
    return min((moment for moment in moments if moment is not None), default=None)


def beginning_between(since: datetime, until: datetime) -> list[EventId]:
    """Return the events that begin in a span of time, and are to."""
    span = select(EventRow.id).where(
        EventRow.state.in_(_HELD),
        ~EventRow.is_open,
        EventRow.begins_at > since,
        EventRow.begins_at <= until,
    )
    return [EventId(found) for found in session().scalars(span)]


def over_between(since: datetime, until: datetime) -> list[EventId]:
    """Return the events that were over in a span of time, in any state."""
    span = select(EventRow.id).where(EventRow.over_at > since, EventRow.over_at <= until)
    return [EventId(found) for found in session().scalars(span)]


def latest_notice(event_id: int) -> Notice | None:
    """Return the newest notice of an event."""
    newest = select(NoticeRow).where(NoticeRow.event_id == event_id).order_by(NoticeRow.id.desc())
    row = session().scalars(newest.limit(1)).first()
    return None if row is None else _notice(row)


def notices_after(event_id: int, revision: int) -> list[Notice]:
    """Return the notices of an event that came after one of its revisions, oldest first."""
    newer = select(NoticeRow).where(NoticeRow.event_id == event_id, NoticeRow.revision > revision)
    return [_notice(row) for row in session().scalars(newer.order_by(NoticeRow.id))]


def find_campaign(slug: str) -> Campaign | None:
    """Return a campaign with its figures."""
    row = session().scalars(_with_figures().where(CampaignRow.slug == slug)).first()
    return None if row is None else _campaign(row, row.figures)


def campaigns() -> list[Campaign]:
    """Return all campaigns, without figures."""
    rows = session().scalars(
        select(CampaignRow).options(selectinload(CampaignRow.texts)).order_by(CampaignRow.id)
    )
    return [_campaign(row, ()) for row in rows]


def matching(wanted: Wanted) -> Select[EventRow]:
    """Ask for the public events that match, in whatever order and span."""
    found = select(EventRow).where(IS_PUBLIC)
    if wanted.words:
        found = found.where(search.saying(wanted.words))
    if wanted.city:
        found = found.where(search.placed(wanted.city))
    if wanted.language:
        found = found.where(EventRow.texts.any(EventTextRow.language == wanted.language))
    if wanted.campaign:
        found = found.join(CampaignRow).where(CampaignRow.slug == wanted.campaign)
    if wanted.series:
        of_it = select(StrandRow.id).join(SeriesRow).where(SeriesRow.slug == wanted.series)
        found = found.where(EventRow.strand_id.in_(of_it))
    if wanted.since is not None:
        found = found.where(EventRow.starts_on >= wanted.since)
    if wanted.until is not None:
        found = found.where(EventRow.starts_on <= wanted.until)
    return found


def in_order(found: Select[EventRow], span: Span, now: datetime) -> Select[EventRow]:
    """Cut a span out, in the order in which it is read: one walk along the index of beginnings.

    What is not over has begun at most the longest event's length ago.
    """
    if span is Span.UPCOMING:
        coming = found.where(EventRow.over_at > now, EventRow.begins_at > now - LONGEST)
        return coming.order_by(EventRow.begins_at, EventRow.id)
    if span is Span.PAST:
        past = found.where(EventRow.over_at <= now, EventRow.begins_at < now)
        return past.order_by(EventRow.begins_at.desc(), EventRow.id)
    return found


def _part(found: Select[EventRow], skip: int, most: int) -> list[EventRow]:
    return list(session().scalars(_whole(found.offset(skip).limit(most))))


def _count(found: Select[EventRow]) -> int:
    bare = found.with_only_columns(EventRow.id).order_by(None)
    return session().scalar(select(func.count()).select_from(bare.subquery())) or 0


def _whole(found: Select[EventRow]) -> Select[EventRow]:
    return found.options(selectinload(EventRow.texts))


def _with_figures() -> Select[CampaignRow]:
    return select(CampaignRow).options(
        selectinload(CampaignRow.texts),
        selectinload(CampaignRow.figures).selectinload(FigureRow.texts),
    )


def _first(found: Select[EventRow]) -> Event | None:
    return next(iter(_views(session().scalars(_whole(found)))), None)


def _views(rows: Iterable[EventRow]) -> list[Event]:
    """Return events as everybody reads them: a place that is not for all is left out."""
    return [
        event if event.place_for is Audience.EVERYBODY else event.without_place()
        for event in _views_with_place(rows)
    ]


def _views_with_place(rows: Iterable[EventRow]) -> list[Event]:
    rows = list(rows)
    wanted = {row.campaign_id for row in rows if row.campaign_id is not None}
    grouped = {}
    if wanted:
        found = session().scalars(
            select(CampaignRow)
            .where(CampaignRow.id.in_(wanted))
            .options(selectinload(CampaignRow.texts))
        )
        grouped = {row.id: _campaign(row, ()) for row in found}
    in_series = series_of({row.strand_id for row in rows if row.strand_id is not None})
    return [
        _view(row, grouped.get(row.campaign_id or 0), in_series.get(row.strand_id or 0))
        for row in rows
    ]


def series_of(strand_ids: Collection[int]) -> dict[int, Series]:
    """Return the series that strands belong to, by strand."""
    if not strand_ids:
        return {}
    found = (
        select(StrandRow.id, SeriesRow)
        .join(SeriesRow, SeriesRow.id == StrandRow.series_id)
        .where(StrandRow.id.in_(strand_ids))
        .options(joinedload(SeriesRow.texts))
    )
    return {strand_id: _series(row) for strand_id, row in session().execute(found).unique()}


def series_slugs() -> list[str]:
    """Return the slugs of all series that the public may see."""
    found = select(SeriesRow.slug).where(_IS_SEEN).order_by(SeriesRow.id)
    return list(session().scalars(found))


def find_series(slug: str) -> Series | None:
    """Return a series that the public may see: one of its dates is public."""
    found = select(SeriesRow).where(SeriesRow.slug == slug, _IS_SEEN)
    row = session().scalars(found.options(selectinload(SeriesRow.texts))).first()
    return None if row is None else _series(row)


def _series(row: SeriesRow) -> Series:
    return Series(
        id=row.id,
        slug=row.slug,
        first_language=row.first_language,
        counted_from=row.counted_from,
        texts={
            text.language: SeriesText(text.title, text.summary, text.language) for text in row.texts
        },
    )


def _view(row: EventRow, campaign: Campaign | None, series: Series | None) -> Event:
    return Event(
        id=EventId(row.id),
        uid=row.uid,
        slug=row.slug,
        state=State(row.state),
        first_language=row.first_language,
        schedule=schedule_of(row),
        contact=row.contact,
        sample=row.sample,
        revision=row.revision,
        sequence=row.sequence,
        created_at=row.created_at,
        changed_at=row.changed_at,
        texts={text.language: words_of(text) for text in row.texts},
        campaign=campaign,
        publish_at=row.publish_at,
        was_on=row.was_on,
        was_at=row.was_at,
        place_for=Audience(row.place_for),
        place_from=row.place_from,
        series=series,
        access=access_of(row.access),
    )


def schedule_of(row: EventRow) -> Schedule:
    """Return when an event is, as its row says."""
    return Schedule(
        row.starts_on, row.starts_at, row.timezone, row.ends_on, row.ends_at, row.is_open
    )


def _notice(row: NoticeRow) -> Notice:
    return Notice(row.revision, row.given_at, NoticeKind(row.kind), row.before, row.after, row.said)


def words_of(row: EventTextRow) -> Words:
    """Return the words a row holds."""
    return Words(**{name: getattr(row, name) for name in Words.__dataclass_fields__})


def _campaign(row: CampaignRow, figures: Sequence[FigureRow]) -> Campaign:
    return Campaign(
        id=row.id,
        slug=row.slug,
        first_language=row.first_language,
        sample=row.sample,
        texts={
            text.language: CampaignText(text.title, text.summary, text.body, text.language)
            for text in row.texts
        },
        figures=tuple(_figure(figure, row.first_language) for figure in figures),
    )


def _figure(row: FigureRow, first_language: str) -> Figure:
    texts = {
        text.language: FigureText(text.label, text.note, text.as_of, text.source, text.language)
        for text in row.texts
    }
    return Figure(row.id, row.value, texts, first_language)
