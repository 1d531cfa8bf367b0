"""Put together everything that is held about a party, for its own eyes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from app import checkin, events, outbox, rsvps
from app.platform import moment
from app.public import scans
from app.public.rsvps import answers, seats


def told(party: rsvps.Party, event: events.Event) -> Mapping[str, object]:
    """Return all of it; a test holds this against what every table says about its columns."""
    kept, ticket = rsvps.kept(party), rsvps.ticket_hash_of(party)
    return {
        "event": event.slug,
        "level": rsvps.Level.UPDATES if kept.left else rsvps.Level.NOTHING,
        "state": party.state,
        "people": party.people,
        "asked_for": kept.asked,
        "number": kept.number,
        "position": party.position,
        "came_on": party.came_on.isoformat(),
        "sure": party.sure,
        "held_until": _said(party.ends_at),
        "seats": [seats.told(kind, has, event) for kind, has in rsvps.kinds_beside(party) if has],
        "answers": answers.told(party),
        "updates": _updates(kept.left, event),
        "counted": checkin.arrived(event.id, ticket),
        "scans": scans.of(event.id, ticket),
        "destroyed_by": rsvps.destroy_day(event).isoformat(),
    }


def _updates(left: rsvps.Left | None, event: events.Event) -> Mapping[str, object] | None:
    if left is None:
        return None
    return {
        "address": left.address,
        "language": left.language,
        "consent": left.consent,
        "confirmed": left.confirmed,
        "forgotten_at": _said(left.ends_at),
        "messages": _letters(outbox.letters_to(event.id, left.address, _lately())),
        "wants_none": outbox.wants_none(left.address),
    }


def _letters(letters: Iterable[outbox.Letters]) -> list[Mapping[str, object]]:
    return [
        {"day": day.day.isoformat(), "sent": day.sent, "not_sent": day.coming} for day in letters
    ]


def _lately() -> list[date]:
    """Return the days whose messages can still be told apart: the key of a day lives for two."""
    today = moment.now().date()
    return [today - timedelta(days=ago) for ago in (2, 1, 0)]


def _said(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
