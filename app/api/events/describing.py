"""Describe events to programs, with the number of those who come where it is public."""

from collections.abc import Sequence

from app import events, rsvps


def described(found: Sequence[events.Event]) -> list[dict[str, object]]:
    """Return what programs are told of events."""
    coming = rsvps.public_counts(event.id for event in found)
    return [{**events.as_data(event), "coming": coming.get(event.id)} for event in found]
