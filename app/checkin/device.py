"""Describe the phones that count at an event."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from app.kernel.ids import EventId

from .signature import match_code

DeviceId = NewType("DeviceId", int)

LINK_LIVES = timedelta(minutes=30)
LONGEST_LABEL = 40


class DeviceState(StrEnum):
    """Whether a phone may count."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled phone: it stands at a gate and belongs to nobody.

    Of its records, `held` have come, the highest of them numbered `high`. `heard_at` is the minute
    of its last contact.
    """

    id: DeviceId
    event_id: EventId
    name: bytes
    gate: str
    state: DeviceState
    public_key: bytes = field(repr=False)
    heard_at: datetime | None
    high: int
    held: int

    @property
    def match(self) -> str:
        """Return the four digits that the phone shows, too."""
        return match_code(self.public_key)

    @property
    def said(self) -> bytes:
        """Return what the event vouches for: the phone's name, its key and its gate."""
        return self.name + self.public_key + self.gate.encode()

    @property
    def missing(self) -> int:
        """Return how many records it numbered that have not come, as far as can be known."""
        return self.high - self.held
