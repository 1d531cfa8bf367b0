"""Check passwords, and say what to keep instead of them."""

import base64
import hmac

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from app import accounts
from app.platform.vault import vault

# RFC 9106's second choice is too dear for two cores; these are OWASP's least values, 19 ms here.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def check_password(email: str, password: str) -> accounts.Organiser | None:
    """Return the organiser if the password is theirs; an unknown address takes the same time."""
    found = accounts.find(email)
    if found is None or not found.active or found.password_hash is None:
        hash_password(password)
        return None
    return found if _is(password, found.password_hash) else None


def hash_password(password: str) -> str:
    """Return what to keep instead of a password: argon2id, peppered with the instance's key."""
    return _HASHER.hash(_peppered(password))


def _is(password: str, hashed: str) -> bool:
    try:
        return _HASHER.verify(hashed, _peppered(password))
    except VerificationError:
        return False


def _peppered(password: str) -> bytes:
    """Mix a key in that no copy of the database holds."""
    pepper = vault().subkey("password pepper").hex().encode()
    return base64.b64encode(hmac.digest(pepper, password.encode(), "sha512"))
