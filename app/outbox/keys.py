"""Seal letters to a key of the day, and destroy the key when they have had their time.

Whatever copies of the database exist, a letter of three days ago can be opened by nobody.
"""

from datetime import date, timedelta

from app.kernel.act import Act
from app.platform.vault import vault

_KEY = 32
_KEPT = timedelta(days=2)
_PREFIX = "outbox-"


def seal(day: date, content: bytes, context: str, act: Act) -> bytes:
    """Return content sealed to the key of a day; `context` must be said again to open it."""
    name = _name(day)
    if not vault().has(name):
        vault().store(name, act.entropy(_KEY), act.entropy)
    return vault().seal(name, content, context.encode(), act.entropy)


def open_sealed(day: date, sealed: bytes, context: str) -> bytes:
    """Return what was sealed on a day.

    Raises:
        KeyDestroyed: that was too long ago.
    """
    return vault().open(_name(day), sealed, context.encode())


def address_hash(day: date, address: str) -> bytes:
    """Return 16 bytes that stand for an address on one day; they lead nowhere the day after next.

    Raises:
        KeyDestroyed: that was too long ago.
    """
    return vault().mac(_name(day), b"address\0" + address.casefold().encode())[:16]


def has(day: date) -> bool:
    """Tell whether the key of a day still exists."""
    return vault().has(_name(day))


def forget_old_days(act: Act) -> int:
    """Destroy the keys of the days before yesterday; return how many."""
    oldest = (act.now.date() - _KEPT).isoformat()
    old = [name for name in vault().names() if name.startswith(_PREFIX) and name < _PREFIX + oldest]
    return sum(vault().destroy(name) for name in old)


def _name(day: date) -> str:
    return f"{_PREFIX}{day.isoformat()}"
