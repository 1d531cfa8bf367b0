"""Describe a letter on its way: opened, for as long as it takes to hand it over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter that the courier has in hand."""

    id: int
    message_id: str
    kind: str
    language: str
    event_id: int
    urgency: str
    written_at: datetime
    key_day: date
    tries: int
    address_hash: bytes
    address: str = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)
