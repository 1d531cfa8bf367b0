"""Give a phone what it needs to decide by itself: keys, times, and what happened elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app import events, tickets
from app.platform.vault import vault

from .device import Device
from .queries import News, news, scans, shut_out

_MARGIN = timedelta(hours=12)
_PHONES_FORGET = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a phone holds of an event; nothing in it is about a person."""

    instance: bytes
    event_id: bytes
    hint: bytes
    titles: Mapping[str, str]
    timezone: str
    opens: datetime
    closes: datetime
    ends: datetime
    scan: bool
    keys: Mapping[int, bytes]
    hash_key: bytes = field(repr=False)
    voucher: bytes
    shut_out: tuple[bytes, ...]
    news: News


def bundle_for(device: Device, since: int) -> Bundle:
    """Return what a phone needs to know that asked with this cursor before.

    Raises:
        KeyDestroyed: the event's retention is over.
    """
    event = events.get(device.event_id)
    key = tickets.key_of(event.uid)
    over = event.schedule.over()
    return Bundle(
        instance=vault().instance_id,
        event_id=key.event_id,
        hint=key.hint,
        titles={language: words.title for language, words in event.texts.items()},
        timezone=event.timezone,
        opens=event.schedule.begins() - _MARGIN,
        closes=over + _MARGIN,
        ends=over + _PHONES_FORGET,
        scan=scans(event.id),
        keys={key.index: key.public},
        hash_key=tickets.hash_key(key),
        voucher=tickets.vouch(key, vault().instance_id, device.said),
        shut_out=shut_out(event.id),
        news=news(event.id, since),
    )
