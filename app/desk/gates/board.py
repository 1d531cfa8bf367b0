"""Put together what organisers see while people arrive: numbers, and how fresh they are."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from app import checkin
from app.kernel.ids import EventId

_FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone as organisers see it; `minutes` since its last contact, or nothing before it."""

    name: str
    gate: str
    state: checkin.DeviceState
    match: str
    minutes: int | None
    missing: int


@dataclass(frozen=True, slots=True)
class Board:
    """The numbers of an event as they stand: a lower bound, as fresh as its phones."""

    presence: checkin.Presence
    phones: tuple[Phone, ...]
    scan: bool

    @property
    def counting(self) -> list[Phone]:
        """Return the phones that count."""
        return [phone for phone in self.phones if phone.state is checkin.DeviceState.CONFIRMED]

    @property
    def fresh(self) -> int:
        """Return how many of them were heard within five minutes."""
        most = _FRESH / timedelta(minutes=1)
        return sum(phone.minutes is not None and phone.minutes <= most for phone in self.counting)

    @property
    def silence(self) -> int:
        """Return for how many minutes the longest silent of them has not been heard."""
        heard = [phone.minutes for phone in self.counting if phone.minutes is not None]
        return max(heard, default=0)

    @property
    def missing(self) -> int:
        """Return how many records have not come, though later ones have."""
        return sum(phone.missing for phone in self.phones)

    def tag(self, language: str) -> str:
        """Return what changes whenever the board looks different."""
        return hashlib.sha256(f"{language} {self!r}".encode()).hexdigest()[:32]


def board(event_id: EventId, now: datetime) -> Board:
    """Return the numbers of an event at this moment."""
    phones = (_phone(device, now) for device in checkin.devices(event_id))
    return Board(checkin.presence(event_id), tuple(phones), checkin.scans(event_id))


def _phone(device: checkin.Device, now: datetime) -> Phone:
    heard = device.heard_at
    return Phone(
        device.name.hex(),
        device.gate,
        device.state,
        device.match,
        None if heard is None else max(0, (now - heard) // timedelta(minutes=1)),
        device.missing,
    )
