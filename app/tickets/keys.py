"""Hold an event's keys: one signs its tickets, one derives what may be looked up.

The lookup key is split by HKDF-SHA256 (RFC 5869), so that what a gate needs to recognise a revoked
ticket does not let it derive ticket ids from secrets.
"""

import hashlib
import hmac
import uuid
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.kernel.act import Entropy

_HINT, _KEY, _ID = 2, 32, 8
_HASH = 16
_TICKET_HASH = "ticket hash"


@dataclass(frozen=True, slots=True)
class EventKey:
    """The keys of one event; `hint` lets a gate guess the event before it checks the signature."""

    event_uid: str
    hint: bytes
    signing: bytes = field(repr=False)
    lookup: bytes = field(repr=False)
    index: int = 0

    def to_bytes(self) -> bytes:
        """Return 83 bytes to be sealed and stored: event, hint, index, signing and lookup key."""
        parts = (self.event_id, self.hint, bytes([self.index]), self.signing, self.lookup)
        return b"".join(parts)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "EventKey":
        """Return the keys as they were stored."""
        return cls(
            event_uid=str(uuid.UUID(bytes=stored[:16])),
            hint=stored[16:18],
            index=stored[18],
            signing=stored[19 : 19 + _KEY],
            lookup=stored[19 + _KEY :],
        )

    @property
    def event_id(self) -> bytes:
        """Return the event's id as signatures cover it: the 16 bytes of its uid."""
        return uuid.UUID(self.event_uid).bytes

    @property
    def public(self) -> bytes:
        """Return the public key that checks tickets, 32 bytes (RFC 8032, 5.1.5)."""
        return self.signer().public_key().public_bytes_raw()

    def signer(self) -> Ed25519PrivateKey:
        """Return the key that signs tickets."""
        return Ed25519PrivateKey.from_private_bytes(self.signing)


def new_event_key(event_uid: str, entropy: Entropy) -> EventKey:
    """Return fresh keys for an event."""
    return EventKey(event_uid, entropy(_HINT), entropy(_KEY), entropy(_KEY))


def secret_hash(key: EventKey, secret: str) -> bytes:
    """Return the 16 bytes that a row holds instead of a party's secret."""
    return _keyed(key, "secret hash", secret.encode())[:_HASH]


def ticket_id(key: EventKey, secret: str) -> bytes:
    """Return the 8 bytes that name a ticket; without the key they say nothing about the party."""
    return _keyed(key, "ticket id", secret.encode())[:_ID]


def ticket_hash(key: EventKey, id_: bytes) -> bytes:
    """Return the 16 bytes that tables hold instead of a ticket's id."""
    return _keyed(key, _TICKET_HASH, id_)[:_HASH]


def hash_key(key: EventKey) -> bytes:
    """Return the 32 bytes by which a gate turns ticket ids into hashes, and nothing else."""
    return _subkey(key.lookup, _TICKET_HASH)


def contact_hash(key: EventKey, address: str) -> bytes:
    """Return the 16 bytes that stand for a mail address inside one event."""
    return _keyed(key, "contact hash", address.casefold().encode())[:_HASH]


def contact_proof(key: EventKey, secret: str, contact: bytes) -> bytes:
    """Return 16 bytes that only somebody who read a letter to this contact can show."""
    return _keyed(key, "contact proof", secret.encode() + contact)[:_HASH]


def _keyed(key: EventKey, label: str, data: bytes) -> bytes:
    return hmac.digest(_subkey(key.lookup, label), data, hashlib.sha256)


@lru_cache(maxsize=256)
def _subkey(lookup: bytes, label: str) -> bytes:
    info = f"turnout/event/{label}".encode()
    return HKDF(hashes.SHA256(), _KEY, salt=None, info=info).derive(lookup)
