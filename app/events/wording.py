"""Put a notice into the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from app.platform import i18n
from app.platform.i18n import gettext

from .event import Event, Notice, NoticeKind
from .queries import latest_notice


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice ready to be read: on which day, about what, from what to what."""

    at: date
    kind: str
    before: str
    after: str


def shown_notice(event: Event) -> ShownNotice | None:
    """Return the latest notice of an event in the language in force."""
    notice = latest_notice(event.id)
    return None if notice is None else put_into_words(event, notice)


def put_into_words(event: Event, notice: Notice) -> ShownNotice:
    """Return a notice of an event in the language in force."""
    said_on = i18n.local(notice.at, event.timezone).date()
    if notice.kind is NoticeKind.PLACE:
        before, after = (_place(event, told) for told in (notice.before, notice.after))
    elif notice.kind is NoticeKind.TIME:
        before, after = (_when(told) for told in (notice.before, notice.after))
    else:
        before = after = ""
    return ShownNotice(said_on, notice.kind.value, before, after)


def _place(event: Event, told: Mapping[str, str]) -> str:
    return told.get(i18n.current_language()) or told[event.first_language]


def _when(told: Mapping[str, str]) -> str:
    day = i18n.spoken_date(date.fromisoformat(told["day"]))
    if not told["hour"]:
        return gettext("%(day)s, hour to be announced", day=day)
    hour = i18n.spoken_time(time.fromisoformat(told["hour"]))
    return gettext("%(day)s at %(hour)s", day=day, hour=hour)
