"""Put together what is seen while people arrive: numbers, and how fresh they are."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel.ids import EventId

from .curve import Curve, curve
from .device import Device, DeviceState
from .queries import GateCount, Presence, devices, presence, scans

_FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone as organisers see it; `minutes` since its last contact, or nothing before it."""

    name: str
    gate: str
    state: DeviceState
    match: str
    minutes: int | None
    missing: int


@dataclass(frozen=True, slots=True)
class Gate:
    """An entrance: its count, how many phones count there, how fresh and how complete it is."""

    count: GateCount
    phones: int
    minutes: int | None
    missing: int


@dataclass(frozen=True, slots=True)
class Board:
    """The numbers of an event as they stand: a lower bound, as fresh as its phones."""

    presence: Presence
    phones: tuple[Phone, ...]
    curve: Curve
    scan: bool

    @property
    def counting(self) -> list[Phone]:
        """Return the phones that count."""
        return [phone for phone in self.phones if phone.state is DeviceState.CONFIRMED]

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
    def gates(self) -> list[Gate]:
        """Return the entrances, each as fresh as the phone there that was heard last."""
        return [self._gate(count) for count in self.presence.gates]

    def _gate(self, count: GateCount) -> Gate:
        there = [phone for phone in self.phones if phone.gate == count.gate]
        heard = [phone.minutes for phone in there if phone.minutes is not None]
        active = sum(phone.state is DeviceState.CONFIRMED for phone in there)
        missing = sum(phone.missing for phone in there)
        return Gate(count, active, min(heard, default=None), missing)

    def tag(self, language: str) -> str:
        """Return what changes whenever the board looks different."""
        return hashlib.sha256(f"{language} {self!r}".encode()).hexdigest()[:32]


def board(event_id: EventId, now: datetime) -> Board:
    """Return the numbers of an event at this moment."""
    phones = tuple(_phone(device, now) for device in devices(event_id))
    return Board(presence(event_id), phones, curve(event_id), scans(event_id))


def _phone(device: Device, now: datetime) -> Phone:
    heard = device.heard_at
    return Phone(
        device.name.hex(),
        device.gate,
        device.state,
        device.match,
        None if heard is None else max(0, (now - heard) // timedelta(minutes=1)),
        device.missing,
    )
