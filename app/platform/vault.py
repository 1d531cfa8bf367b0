"""Keep keys as files, wrapped by the instance's key, and destroy them for good.

Keys never enter the database or its backups: destroying the file makes every copy of the rows that
depend on it unreadable.
"""

import hashlib
import hmac
import re
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from app.kernel.act import Entropy
from app.kernel.errors import Gone, Unavailable
from app.platform.backup.keys import destroy_copies
from app.platform.instance_key import (
    INSTANCE_KEY,
    NEXT_KEY,
    InstanceKey,
    derive,
    keys_in,
    new_instance_key,
)
from app.platform.key_files import alone_in, destroy_drafts, first_or_own, flush_folder
from app.platform.rotation import finish_rotation, rotate

_NONCE = 12
_NAME = re.compile(r"[a-z0-9-]{1,80}")


class KeyDestroyed(Gone):
    """Say that the key is gone, and with it what it could open."""


class KeyUnreadable(Unavailable):
    """Say that a key file is damaged or belongs to another instance."""


class InstanceKeyMissing(Unavailable):
    """Say that the key which wraps the others is gone; a new one would open none of them."""


class Vault:
    """The key files of one instance, in a folder that only its user can read."""

    def __init__(self, folder: Path, entropy: Entropy) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make_instance_key(entropy)
        finish_rotation(folder, entropy)
        self._instance = InstanceKey.from_bytes((folder / INSTANCE_KEY).read_bytes())
        self._wrapped_by: tuple[InstanceKey, ...] = (self._instance,)

    @property
    def instance_id(self) -> bytes:
        """Return 16 bytes that name this instance in what it signs."""
        return self._instance.instance_id

    def subkey(self, label: str) -> bytes:
        """Return the instance's 32-byte key for one purpose."""
        return self._instance.subkey(label)

    def keyed_hash(self, label: str, data: bytes) -> bytes:
        """Return 32 bytes that tell nothing about the data without the instance's key."""
        return hmac.digest(self.subkey(label), data, hashlib.sha256)

    def store(self, name: str, key: bytes, entropy: Entropy) -> None:
        """Write a key under a name that is not taken yet; keep the one that is there."""
        path = self._path(name)
        with alone_in(self.folder):
            # As it stands now: another process may have replaced it since we started.
            *_, instance = keys_in(self.folder)
            first_or_own(path, instance.wrap(name, key, entropy))

    def fetch(self, name: str) -> bytes:
        """Return a stored key.

        Raises:
            KeyDestroyed: there is no such key (any more).
            KeyUnreadable: the file cannot be unwrapped.
        """
        try:
            wrapped = self._path(name).read_bytes()
        except FileNotFoundError:
            raise KeyDestroyed(name) from None
        key = self._unwrapped(name, wrapped)
        if key is None:
            self._wrapped_by = tuple(keys_in(self.folder))
            key = self._unwrapped(name, wrapped)
        if key is None:
            raise KeyUnreadable(name)
        return key

    def rotate(self, entropy: Entropy) -> int:
        """Wrap all keys by a new key of the instance; return how many. Then restart what runs."""
        return rotate(self.folder, entropy)

    def seal(self, name: str, content: bytes, context: bytes, entropy: Entropy) -> bytes:
        """Return content that only this key opens (AES-256-GCM); `context` is bound to it."""
        nonce = entropy(_NONCE)
        cipher = AESGCM(derive(self.fetch(name), "seal"))
        return nonce + cipher.encrypt(nonce, content, context)

    def open(self, name: str, sealed: bytes, context: bytes) -> bytes:
        """Return what was sealed to a key.

        Raises:
            KeyDestroyed: there is no such key (any more).
            KeyUnreadable: it was sealed to another key, in another context, or was damaged.
        """
        cipher = AESGCM(derive(self.fetch(name), "seal"))
        try:
            return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], context)
        except (InvalidTag, ValueError):
            raise KeyUnreadable(name) from None

    def mac(self, name: str, data: bytes) -> bytes:
        """Return 32 bytes that stand for data as long as the key lives.

        Raises:
            KeyDestroyed: there is no such key (any more).
        """
        return hmac.digest(derive(self.fetch(name), "mac"), data, hashlib.sha256)

    def has(self, name: str) -> bool:
        """Tell whether a key exists."""
        return self._path(name).exists()

    def destroy(self, name: str) -> bool:
        """Destroy a key, in its copies first; tell whether there was one."""
        path = self._path(name)
        with alone_in(self.folder):
            destroy_copies(self.folder, path.name)
            destroy_drafts(path)
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            flush_folder(self.folder)
        return True

    def names(self) -> list[str]:
        """Return the names of the keys that exist."""
        return sorted(path.stem for path in self.folder.glob("*.sealed"))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a key's name: {name!r}")
        return self.folder / f"{name}.sealed"

    def _unwrapped(self, name: str, wrapped: bytes) -> bytes | None:
        for instance in self._wrapped_by:
            try:
                return instance.unwrap(name, wrapped)
            except (InvalidTag, ValueError):
                continue
        return None

    def _make_instance_key(self, entropy: Entropy) -> None:
        path = self.folder / INSTANCE_KEY
        with alone_in(self.folder):
            if not path.exists() and self.names():
                raise InstanceKeyMissing(path)
            destroy_drafts(path, self.folder / NEXT_KEY)
            first_or_own(path, new_instance_key(entropy).to_bytes())


def vault() -> Vault:
    """Return the vault of the running instance."""
    found: Vault = current_app.extensions["turnout_vault"]
    return found
