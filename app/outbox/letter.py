"""Describe letters before they are sent and when they are put into words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Urgency(StrEnum):
    """How much depends on a letter: nobody gets many a day but those that must be heard."""

    CHANGE = "change"
    """Cancelled, another day, hour or place: never held back, takes the place of older ones."""
    MUST = "must"
    """Something else is called off that they rely on: never held back."""
    ASKED = "asked"
    """Somebody asked for it just now."""
    MAY = "may"
    """A reminder, a message of the organisers."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that we owe one address about one event.

    `facts` are the words that its kind needs, sealed with the address until it is sent. Two letters
    of a kind about an event with the same `once` are one.
    """

    kind: str
    language: str
    event_id: int
    address: str = field(repr=False)
    facts: Mapping[str, str] = field(repr=False, default_factory=dict)
    urgency: Urgency = Urgency.MAY
    once: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; `kind` is its media type, with parameters if need be."""

    name: str
    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Content:
    """A letter in words: plain text first, the same as HTML, and what goes with it."""

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    attachments: tuple[Attachment, ...] = ()
