"""Ask what a feed holds, event by event in its revision: one statement tells the version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Select, func, literal, or_, select, union_all

from app.kernel.ids import EventId
from app.platform.db import session

from .event import Event
from .models import CampaignRow, CampaignTextRow, EventRow
from .queries import IS_PUBLIC, Span, Wanted, get_all, in_order, matching

_PART = 1000


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in a feed, without its texts; `campaign` has the titles of the feed's campaign."""

    id: EventId
    uid: str
    revision: int
    begins_at: datetime
    changed_at: datetime
    campaign: str


def listed_around(
    day: datetime, since: datetime, until: datetime, wanted: Wanted, most: int
) -> list[Listed]:
    """Return the public events from a time to another, soonest first; the nearest if too many.

    What was over before `since` is left out, and what begins after `until`.
    """
    near = or_(EventRow.begins_at <= until, EventRow.is_open)
    coming = in_order(_listed(wanted).where(near), Span.UPCOMING, day)
    past = in_order(_listed(wanted).where(EventRow.over_at > since), Span.PAST, day)
    parts = [select(part.limit(most).subquery()) for part in (coming, past)]
    found = _read(union_all(*parts))
    nearest = sorted(found, key=lambda one: (abs(one.begins_at - day), one.id))[:most]
    return sorted(nearest, key=lambda one: (one.begins_at, one.id))


def latest_changes(wanted: Wanted, most: int) -> list[Listed]:
    """Return the public events that were changed last, the newest change first."""
    newest = _listed(wanted).order_by(EventRow.changed_at.desc(), EventRow.id.desc()).limit(most)
    return _read(newest)


def parts() -> int:
    """Return in how many parts all public events are listed: by their numbers, one at least."""
    last = session().scalar(select(func.max(EventRow.id)).where(IS_PUBLIC)) or 1
    return -(-last // _PART)


def in_part(part: int) -> list[tuple[str, datetime]]:
    """Return the slugs of the public events in a part, and when each was changed."""
    span = EventRow.id.between((part - 1) * _PART + 1, part * _PART)
    found = select(EventRow.slug, EventRow.changed_at).where(IS_PUBLIC, span)
    return [(row.slug, row.changed_at) for row in session().execute(found.order_by(EventRow.id))]


def events_of(listed: Sequence[Listed]) -> list[Event]:
    """Return the events of a feed, in its order."""
    found = get_all([one.id for one in listed])
    return [found[one.id] for one in listed if one.id in found]


def _read(question: Executable) -> list[Listed]:
    return [
        Listed(EventId(row.id), row.uid, row.revision, row.begins_at, row.changed_at, row.campaign)
        for row in session().execute(question)
    ]


def _listed(wanted: Wanted) -> Select[Any]:  # of these columns
    titles = (
        select(func.aggregate_strings(CampaignTextRow.title, "\n"))
        .join(CampaignRow, CampaignRow.id == CampaignTextRow.campaign_id)
        .where(CampaignRow.slug == wanted.campaign)
        .scalar_subquery()
    )
    return matching(wanted).with_only_columns(
        EventRow.id,
        EventRow.uid,
        EventRow.revision,
        EventRow.begins_at,
        EventRow.changed_at,
        (titles if wanted.campaign else literal("")).label("campaign"),
    )
