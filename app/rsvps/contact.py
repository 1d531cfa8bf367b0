"""Describe what a party may leave: nothing, an address once, or an address for updates."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

# The wording that people agreed to; a new wording gets a new name.
CONSENT = "2026-11"
UNCONFIRMED_LIVES = timedelta(hours=24)


class Level(IntEnum):
    """How much contact data a party leaves (docs/privacy)."""

    NOTHING = 0
    ONCE = 1
    UPDATES = 2


@dataclass(frozen=True, slots=True)
class Contact:
    """An address with the secret of its party, opened for as long as it takes to write a letter."""

    address: str = field(repr=False)
    secret: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class Updates:
    """What a party's page says about its letters: promised, or waiting for the address's word.

    A promise ends at `ends_at` when the event was put off for long, unless the party renews it.
    """

    confirmed: bool
    ends_at: datetime | None = None
