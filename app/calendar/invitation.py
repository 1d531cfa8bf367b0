"""Turn an event into a calendar entry that may be shown to anybody: nothing in it is personal."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app import events
from app.platform import i18n, links, prose
from app.platform.i18n import gettext, speaking

from .entry import Entry, Status


def invitation(event: events.Event, language: str, alarm_before: timedelta | None = None) -> Entry:
    """Return an event as an entry in a language, or in its first one.

    An hour to be announced makes an all-day entry (RFC 5545, 3.3.4); without a stated end the
    assumed length of four hours is written, so that calendars do not show a mere instant. While a
    new date is not known, the old one stays, as tentative: taken away, it could not come back.
    """
    text = event.text(language)
    address = links.absolute(links.event(event.slug, text.language))
    starts, ends = _span(event)
    with speaking(text.language):
        return Entry(
            uid=f"{event.uid}@turnout",
            url=address,
            summary=_summary(event, text.title),
            description=_description(event, text, address),
            location=text.place,
            language=text.language,
            starts=starts,
            ends=ends,
            timezone=event.timezone,
            status=status(event),
            sequence=event.sequence,
            created=event.created_at,
            changed=event.changed_at,
            alarm_before=alarm_before if event.is_on else None,
        )


def discreet(entry: Entry) -> Entry:
    """Return an entry for a calendar that others see: when and where, and not a word about what.

    Its UID is its own: a feed with the public entry must not give this one its title back.
    """
    with speaking(entry.language):
        title = gettext("Appointment")
    uid = f"{uuid.uuid5(uuid.NAMESPACE_URL, entry.uid)}@calendar"
    return replace(entry, uid=uid, url="", summary=title, description="")


def status(event: events.Event) -> Status:
    """Return how far a calendar may count on an event."""
    if event.state is events.State.CANCELLED:
        return Status.CANCELLED
    return Status.TENTATIVE if event.is_open else Status.CONFIRMED


def _span(event: events.Event) -> tuple[date | datetime, date | datetime]:
    """Return the first and the (exclusive) last day, or the start and the end in the zone."""
    schedule = event.schedule.planned()
    if schedule.starts_at is None:
        return schedule.starts_on, schedule.last_day() + timedelta(days=1)
    zone = ZoneInfo(schedule.timezone)
    return schedule.begins().astimezone(zone), schedule.over().astimezone(zone)


def _summary(event: events.Event, title: str) -> str:
    if event.state is events.State.CANCELLED:
        return gettext("[Cancelled] %(title)s", title=title)
    if event.is_open:
        return gettext("[Postponed] %(title)s", title=title)
    return title


def _description(event: events.Event, text: events.Text, address: str) -> str:
    put_off = gettext("Postponed. The new date will be announced.") if event.is_open else ""
    told = [put_off, text.summary or prose.as_plain(text.description), text.directions]
    told += [_lines(gettext("Route"), text.stops), _lines(gettext("Programme"), text.parts)]
    called = gettext("Called by %(organisers)s", organisers=text.called_by)
    truth = gettext("Please look at the page on the day: %(address)s", address=address)
    return "\n\n".join(part for part in [*told, called, truth] if part)


def _lines(name: str, stops: Sequence[events.Stop]) -> str:
    """Write a route or a programme, a line each; nothing if there is none."""
    written = (
        f"{i18n.spoken_time(stop.at)} {stop.name}" if stop.at else stop.name for stop in stops
    )
    return "\n".join([name, *written]) if stops else ""
