"""Read a file of events row by row: one that cannot be read says so, and spoils no other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app import events
from app.kernel.errors import Invalid
from app.platform import i18n

from . import calendar_file, table
from .told import Told

_MOST = 5_000
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Given:
    """What holds where a row says nothing, and the campaigns by their slugs."""

    language: str
    timezone: str
    called_by: str
    campaigns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: the event that it describes, or why it cannot be read."""

    number: int
    title: str
    draft: events.Draft | None = None
    problem: Invalid | None = None


def rows(content: bytes, given: Given) -> Iterator[Row]:
    """Read a calendar (RFC 5545), or a table with a head (RFC 4180).

    Raises:
        Invalid: it is neither, or has more than 5,000 rows.
    """
    is_calendar = content.removeprefix(_MARK).lstrip()[:15].upper() == b"BEGIN:VCALENDAR"
    read = calendar_file.read(content, given.timezone) if is_calendar else table.read(content)
    if len(read) > _MOST:
        raise Invalid("file", "too_long")
    return (_row(number, title, told, given) for number, (title, told) in enumerate(read, start=1))


def _row(number: int, title: str, told: Told | Invalid, given: Given) -> Row:
    if isinstance(told, Invalid):
        return Row(number, title, problem=told)
    try:
        return Row(number, title, draft=_draft(told, given))
    except Invalid as refusal:
        return Row(number, title, problem=refusal)


def _draft(told: Told, given: Given) -> events.Draft:
    language = told.language or given.language
    if language not in i18n.CODES:
        raise Invalid("language", "unknown")
    if told.campaign and told.campaign not in given.campaigns:
        raise Invalid("campaign", "unknown")
    schedule = events.Schedule(
        told.starts_on,
        told.starts_at,
        told.timezone or given.timezone,
        told.ends_on,
        told.ends_at,
    )
    schedule.check()
    usual = {"title": "", "place": "", "called_by": given.called_by}
    return events.Draft(
        language=language,
        words=events.Words(
            **{**usual, **{name: said for name, said in told.words.items() if said}}
        ),
        schedule=schedule,
        contact=told.contact,
        slug=told.slug,
        campaign_id=given.campaigns.get(told.campaign),
        uid=told.uid,
    )
