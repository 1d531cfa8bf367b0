"""The key that wraps all others, and what follows from it: some of that outlasts a new key.

HKDF is RFC 5869, the wrapping AES-256-GCM with the file's name as associated data, so that one key
file cannot stand in for another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.kernel.act import Entropy

INSTANCE_KEY = "instance.key"
NEXT_KEY = "instance.key.next"
_KEY = 32
_NONCE = 12
# Passes, rows, letters and passwords that exist depend on these. New ones are added at the end.
_LASTING = ("instance id", "locator", "never write to", "stop letters", "password pepper")


@dataclass(frozen=True, slots=True)
class InstanceKey:
    """An instance's key; `lasting` subkeys were derived from an earlier one and stay the same."""

    key: bytes = field(repr=False)
    lasting: tuple[bytes, ...] = field(repr=False, default=())

    @classmethod
    def from_bytes(cls, stored: bytes) -> "InstanceKey":
        """Return the key as it was stored."""
        parts = tuple(stored[at : at + _KEY] for at in range(0, len(stored), _KEY))
        return cls(parts[0], parts[1:])

    def to_bytes(self) -> bytes:
        """Return the key and its lasting subkeys, 32 bytes each."""
        return b"".join((self.key, *self.lasting))

    @property
    def instance_id(self) -> bytes:
        """Return 16 bytes that name the instance, whatever key it has."""
        return self.subkey("instance id")[:16]

    def subkey(self, label: str) -> bytes:
        """Return the 32-byte key for one purpose."""
        lasting = dict(zip(_LASTING, self.lasting, strict=False))
        return lasting.get(label) or derive(self.key, label)

    def successor(self, entropy: Entropy) -> "InstanceKey":
        """Return a new key of the same instance."""
        return InstanceKey(entropy(_KEY), tuple(self.subkey(label) for label in _LASTING))

    def wrap(self, name: str, key: bytes, entropy: Entropy) -> bytes:
        """Return a key to be stored under a name."""
        nonce = entropy(_NONCE)
        return nonce + self._cipher().encrypt(nonce, key, name.encode())

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Return a key that was stored under a name.

        Raises:
            InvalidTag, ValueError: it was wrapped by another key, for another name, or damaged.
        """
        return self._cipher().decrypt(wrapped[:_NONCE], wrapped[_NONCE:], name.encode())

    def _cipher(self) -> AESGCM:
        return AESGCM(self.subkey("wrap keys"))


def new_instance_key(entropy: Entropy) -> InstanceKey:
    """Return the first key of a new instance."""
    return InstanceKey(entropy(_KEY))


def keys_in(folder: Path) -> Iterator[InstanceKey]:
    """Yield the instance's keys that its files may be wrapped by: two while one replaces another.

    The next one first: it becomes the only one at any moment.
    """
    for name in (NEXT_KEY, INSTANCE_KEY):
        try:
            yield InstanceKey.from_bytes((folder / name).read_bytes())
        except FileNotFoundError:
            continue


@lru_cache(maxsize=256)
def derive(key: bytes, label: str) -> bytes:
    """Return the 32-byte key for one purpose that follows from another key."""
    return HKDF(hashes.SHA256(), _KEY, salt=None, info=f"turnout/{label}".encode()).derive(key)
