"""Keep keys as files, wrapped by the instance's key, and destroy them for good.

Keys never enter the database or its backups: destroying the file makes every copy of the rows that
depend on it unreadable. HKDF is RFC 5869, the wrapping AES-256-GCM with the file's name as
associated data, so that one key file cannot stand in for another.
"""

import hashlib
import hmac
import os
import re
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from app.kernel.act import Entropy
from app.kernel.errors import Gone, Unavailable
from app.platform.backup.keys import destroy_copies

_KEY = 32
_NONCE = 12
INSTANCE_KEY = "instance.key"
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
        if not (folder / INSTANCE_KEY).exists() and self.names():
            raise InstanceKeyMissing(folder / INSTANCE_KEY)
        self._instance_key = self._first_or_own(folder / INSTANCE_KEY, entropy(_KEY))

    @property
    def instance_id(self) -> bytes:
        """Return 16 bytes that name this instance in what it signs."""
        return self.subkey("instance id")[:16]

    def subkey(self, label: str) -> bytes:
        """Return the instance's 32-byte key for one purpose."""
        return derive(self._instance_key, label)

    def keyed_hash(self, label: str, data: bytes) -> bytes:
        """Return 32 bytes that tell nothing about the data without the instance's key."""
        return hmac.digest(self.subkey(label), data, hashlib.sha256)

    def store(self, name: str, key: bytes, entropy: Entropy) -> None:
        """Write a key under a name that is not taken yet; keep the one that is there."""
        nonce = entropy(_NONCE)
        sealed = nonce + self._cipher().encrypt(nonce, key, name.encode())
        self._first_or_own(self._path(name), sealed)

    def fetch(self, name: str) -> bytes:
        """Return a stored key.

        Raises:
            KeyDestroyed: there is no such key (any more).
            KeyUnreadable: the file cannot be unwrapped.
        """
        try:
            sealed = self._path(name).read_bytes()
        except FileNotFoundError:
            raise KeyDestroyed(name) from None
        try:
            return self._cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except (InvalidTag, ValueError):
            raise KeyUnreadable(name) from None

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
        destroy_copies(self.folder, self._path(name).name)
        self._destroy_drafts(name)
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return False
        _flush_folder(self.folder)
        return True

    def names(self) -> list[str]:
        """Return the names of the keys that exist."""
        return sorted(path.stem for path in self.folder.glob("*.sealed"))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a key's name: {name!r}")
        return self.folder / f"{name}.sealed"

    def _destroy_drafts(self, name: str) -> None:
        """Destroy what a process left that was killed while it stored the key."""
        for draft in self.folder.glob(f"{self._path(name).name}.*"):
            draft.unlink(missing_ok=True)

    def _cipher(self) -> AESGCM:
        return AESGCM(self.subkey("wrap keys"))

    def _first_or_own(self, path: Path, content: bytes) -> bytes:
        """Write the file unless another process was first; return what stands there.

        The content is linked into place whole: a reader never sees a half-written key.
        """
        if path.exists():
            return path.read_bytes()
        draft = path.with_name(f"{path.name}.{os.getpid()}-{id(content)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        _flush_folder(self.folder)
        return path.read_bytes()


def vault() -> Vault:
    """Return the vault of the running instance."""
    found: Vault = current_app.extensions["turnout_vault"]
    return found


@lru_cache(maxsize=256)
def derive(key: bytes, label: str) -> bytes:
    """Return the 32-byte key for one purpose that follows from another key."""
    return HKDF(hashes.SHA256(), _KEY, salt=None, info=f"turnout/{label}".encode()).derive(key)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
