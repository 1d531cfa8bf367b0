"""Read the six digits of a code app (RFC 6238). Pure: no database, no clock."""

from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

SECONDS = 30
_DIGITS = 6
_LATE = 1
"""How many steps a clock may be off, either way."""


def matching_step(secret: bytes, typed: str, after: int, now: datetime) -> int | None:
    """Return the step of time whose code was typed, if it is now and later than one already used.

    Comparing takes the same time whatever was typed.
    """
    codes = HOTP(secret, _DIGITS, SHA1())  # noqa: S303 - what every code app speaks  # nosec B303
    today = int(now.timestamp()) // SECONDS
    found = None
    for step in range(today - _LATE, today + _LATE + 1):
        if step > after and _is(codes, step, typed):
            found = step
    return found


def code_at(secret: bytes, now: datetime) -> str:
    """Return the code that an app shows at a moment."""
    return HOTP(secret, _DIGITS, SHA1()).generate(int(now.timestamp()) // SECONDS).decode()  # noqa: S303 - as above  # nosec B303


def _is(codes: HOTP, step: int, typed: str) -> bool:
    try:
        codes.verify(typed.encode(), step)
    except InvalidToken:
        return False
    return True
