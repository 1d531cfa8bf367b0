"""Write ids and secrets in alphabets that survive being read aloud."""

import re
import unicodedata
from typing import NewType

EventId = NewType("EventId", int)
PartyId = NewType("PartyId", int)
KindId = NewType("KindId", int)
QuestionId = NewType("QuestionId", int)
NeedId = NewType("NeedId", int)
VolunteerId = NewType("VolunteerId", int)
OrganiserId = NewType("OrganiserId", int)

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 26
SLUG = re.compile(r"[a-z0-9-]{1,80}")

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LETTERS = re.compile(f"[{CROCKFORD}]+")


def crockford(raw: bytes) -> str:
    """Write bytes in Crockford base32 without dashes: 16 bytes become 26 characters."""
    length = -(-len(raw) * 8 // 5)
    number = int.from_bytes(raw) << (length * 5 - len(raw) * 8)
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(length)))


def read_crockford(typed: str) -> str | None:
    """Return typed base32 as it was written: any case, O for 0, I and L for 1, dashes or not."""
    letters = typed.upper().replace("-", "").replace(" ", "").translate(_READ_AS)
    return letters if _LETTERS.fullmatch(letters) else None


def read_secret(typed: str) -> str | None:
    """Return the secret as it was handed out, or nothing if this cannot be one."""
    secret = read_crockford(typed)
    return secret if secret is not None and len(secret) == SECRET_LENGTH else None


def slugify(title: str) -> str:
    """Make the readable part of an address from a title; empty if nothing Latin is left."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-")
