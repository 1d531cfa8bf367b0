"""Put a notice into the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from app.platform import i18n
from app.platform.i18n import gettext, lazy_gettext

from .event import Event, Notice, NoticeKind
from .queries import latest_notice

_HEADINGS = {
    NoticeKind.PLACE: lazy_gettext("The place has changed"),
    NoticeKind.TIME: lazy_gettext("The time has changed"),
    NoticeKind.MOVED: lazy_gettext("Place and time have changed"),
    NoticeKind.POSTPONED: lazy_gettext("This event is postponed"),
    NoticeKind.CANCELLED: lazy_gettext("This event is cancelled"),
    NoticeKind.NEWS: lazy_gettext("News from the organisers"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What is no longer as it was: its name, before and now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice ready to be read.

    What the organisers `said` about it stands in place of the changes; `language` is what it is in.
    """

    at: date
    kind: NoticeKind
    heading: str
    changes: tuple[ShownChange, ...]
    said: str
    language: str


def shown_notice(event: Event) -> ShownNotice | None:
    """Return the latest notice of an event in the language in force."""
    notice = latest_notice(event.id)
    return None if notice is None else put_into_words(event, notice)


def put_into_words(event: Event, notice: Notice) -> ShownNotice:
    """Return a notice of an event in the language in force."""
    said, language = _said(event, notice)
    first_language = event.first_language if event.shows_place else ""
    return ShownNotice(
        at=i18n.local(notice.at, event.timezone).date(),
        kind=notice.kind,
        heading=str(_HEADINGS[notice.kind]),
        changes=tuple(shown_changes(first_language, notice.before, notice.after)),
        said=said,
        language=language,
    )


def sentence(change: ShownChange) -> str:
    """Say a change in one line, as a start for the organisers' own words."""
    return gettext(
        "%(name)s: %(before)s → %(after)s",
        name=change.name,
        before=change.before,
        after=change.after,
    )


def shown_changes(
    first_language: str, before: Mapping[str, str], after: Mapping[str, str]
) -> list[ShownChange]:
    """Return what a notice tells of, in the language in force; without a first one, no place."""
    changes = []
    if first_language in before:
        was, now = (_place(first_language, told) for told in (before, after))
        changes.append(ShownChange(gettext("Place"), was, now))
    if "day" in before:
        changes.append(ShownChange(gettext("When"), _when(before), _when(after)))
    return changes


def _said(event: Event, notice: Notice) -> tuple[str, str]:
    """Return what the organisers said, in the language in force or one that they wrote."""
    for code in (i18n.current_language(), event.first_language, *notice.said):
        if code in notice.said:
            return notice.said[code], code
    return "", i18n.current_language()


def _place(first_language: str, told: Mapping[str, str]) -> str:
    return told.get(i18n.current_language()) or told[first_language]


def _when(told: Mapping[str, str]) -> str:
    if not told["day"]:
        return gettext("date to be announced")
    day = i18n.spoken_date(date.fromisoformat(told["day"]))
    if not told["hour"]:
        return gettext("%(day)s, hour to be announced", day=day)
    hour = i18n.spoken_time(time.fromisoformat(told["hour"]))
    return gettext("%(day)s at %(hour)s", day=day, hour=hour)
