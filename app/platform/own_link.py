"""Make the secret of somebody's own page, and narrow down whose it is, without keeping it.

A row holds a hash under a key of its event alone, which is destroyed after the event: a backup kept
longer can then not be compared with a secret found on a phone. To find the event that a secret
belongs to, rows also hold 16 bits of a hash under the instance's key: enough to look up, and shared
by too many secrets to prove anything.
"""

import hashlib
import hmac

from app.kernel.ids import crockford
from app.platform.vault import vault

_BYTES = 16


def secret_of(form: str, event_uid: str, nonce: bytes) -> str:
    """Return the secret that a form of an event with this nonce leads to: always the same one."""
    key = vault().subkey(form)
    digest = hmac.digest(key, event_uid.encode() + b"\0" + nonce, hashlib.sha256)
    return crockford(digest[:_BYTES])


def locator(secret: str) -> int:
    """Return the 16 bits that narrow down where a secret's row is."""
    return int.from_bytes(vault().keyed_hash("locator", secret.encode())[:2])
