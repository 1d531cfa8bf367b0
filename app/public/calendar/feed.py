"""Answer for a feed: with its bytes, or, by one question to the database, that nothing changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app import calendar, events
from app.kernel.text import one_line
from app.platform import i18n, links, moment
from app.platform.i18n import gettext
from app.platform.page_layer import keep, known_tag
from app.platform.remembered import Memory

_BEHIND = timedelta(days=30)
_AHEAD = timedelta(days=548)
_MOST = 500
_SOON = timedelta(hours=48)
_LONGEST = 100
# A feed of 500 takes a tenth of the time when its entries are known.
_kept: Memory[calendar.Entry] = Memory(4 * _MOST)
_READS = ("lang", "language", "city")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are asked for, in which language: empty means each in its first one."""

    wanted: events.Wanted
    language: str

    @classmethod
    def of(cls, args: "MultiDict[str, str]", campaign: str = "") -> "Asked":
        """Read the address of a feed; what is no language does not restrict."""
        lang, language = (_language(args.get(name, "")) for name in ("lang", "language"))
        city = one_line(args.get("city", ""))[:_LONGEST]
        return cls(events.Wanted(campaign=campaign, city=city, language=language), lang)

    @classmethod
    def of_series(cls, args: "MultiDict[str, str]", series: str) -> "Asked":
        """Read the address of a series' feed."""
        asked = cls.of(args)
        return replace(asked, wanted=replace(asked.wanted, series=series))

    @property
    def address(self) -> str:
        """Return the whole address of the feed, which it says of itself."""
        told = {
            "city": self.wanted.city,
            "language": self.wanted.language,
            "lang": self.language,
        }
        query = urlencode({name: value for name, value in told.items() if value})
        return links.absolute(request.path) + (f"?{query}" if query else "")


def answer(asked: Asked, name: Callable[[], str]) -> ResponseReturnValue:
    """Answer for a feed; its name is looked up only when the feed is written."""
    now = moment.now()
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    listed = events.listed_around(day, day - _BEHIND, day + _AHEAD, asked.wanted, _MOST)
    refresh = _refresh(listed, now)
    version = calendar.version(asked.address, refresh, listed)
    tag = known_tag(version)
    if tag and listed:
        return Response(status=304, headers={"ETag": tag, "Cache-Control": "public, no-cache"})
    about = calendar.Feed(
        name=name(),
        description=gettext("Dates and changes, kept up to date."),
        url=asked.address,
        language=i18n.current_language(),
        refresh=refresh,
    )
    entries = _entries(listed, asked.language)
    answered = Response(calendar.feed(about, entries), content_type=calendar.MEDIA_TYPE)
    answered.set_etag(version)
    if listed:
        # For readers alone: it does not move when something leaves the feed, as the ETag does.
        answered.last_modified = max(one.changed_at for one in listed)
    if _is_one_of_few():
        keep(day + timedelta(days=1), reads=_READS)
    return answered


def _entries(listed: Sequence[events.Listed], language: str) -> list[calendar.Entry]:
    """Return the entries of a feed; only what is new since they were made is read."""
    site = links.base_url()
    kept = {one.id: _kept.find(one.revision, (site, one.uid, language)) for one in listed}
    unknown = [one for one in listed if kept[one.id] is None]
    for event in events.events_of(unknown) if unknown else []:
        entry = calendar.invitation(event, language or event.first_language)
        _kept.put(event.revision, (site, event.uid, language), entry)
        kept[event.id] = entry
    return [found for one in listed if (found := kept[one.id]) is not None]


def _is_one_of_few() -> bool:
    """Tell whether the address has only our languages: made-up ones would push out other pages."""
    told = {request.args.get(name, "") for name in ("lang", "language")}
    return told <= {"", *i18n.CODES} and not request.args.get("city")


def _refresh(listed: Sequence[events.Listed], now: datetime) -> timedelta:
    """Return how often calendars should ask: more often when an event is near."""
    soon = any(now <= one.begins_at <= now + _SOON for one in listed)
    return timedelta(hours=1 if soon else 4)


def _language(asked: str) -> str:
    return asked if asked in i18n.CODES else ""
