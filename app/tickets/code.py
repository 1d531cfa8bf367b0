"""Write and check the code of a ticket: 76 bytes, 114 characters. Pure.

| bytes | what |
|---|---|
| 0 | version (high 3 bits), index of the event's key (low 5) |
| 1-2 | hint at the event |
| 3-10 | ticket id |
| 11 | people (high 6 bits), class (low 2) |
| 12-75 | Ed25519 (RFC 8032) over domain, instance id, event id and bytes 0-11 |

Two bytes, big-endian, become three characters, most significant first, of an alphabet that QR codes
write in 5.5 bits a character and addresses need not escape.
"""

from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.kernel.ids import CROCKFORD, crockford, read_crockford

from .errors import Forged, Malformed
from .keys import EventKey, ticket_id

VERSION = 1
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"
LENGTH = 114
MOST_PEOPLE = 63

_DOMAIN = b"turnout/ticket/1\0"
_BASE = len(ALPHABET)
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_TRIPLES = [
    ALPHABET[pair // _BASE**2] + ALPHABET[pair // _BASE % _BASE] + ALPHABET[pair % _BASE]
    for pair in range(1 << 16)
]
_SIGNED = 12
_ID_LETTERS = 13
_IRREDUCIBLE, _LARGEST = 0b100101, 31


class TicketClass(IntEnum):
    """Whom a ticket lets in as."""

    ATTENDEE = 0
    VOLUNTEER = 1


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a code says; nothing of it is proven before `verify`."""

    version: int
    key_index: int
    hint: bytes
    ticket_id: bytes
    people: int
    ticket_class: TicketClass
    signed: bytes
    signature: bytes


def issue(
    key: EventKey, instance_id: bytes, secret: str, *, people: int, ticket_class: TicketClass
) -> str:
    """Return the code of a party's ticket; the same party always gets the same ticket id."""
    if not 1 <= people <= MOST_PEOPLE:
        raise ValueError(f"a ticket is for 1 to {MOST_PEOPLE} people")
    first = bytes([VERSION << 5 | key.index])
    last = bytes([people << 2 | ticket_class])
    signed = first + key.hint + ticket_id(key, secret) + last
    return write(signed + key.signer().sign(_message(instance_id, key.event_id, signed)))


def parse(code: str) -> Parsed:
    """Read a code without checking its signature.

    Raises:
        Malformed: it is not 114 characters of our alphabet, or says what no ticket says.
    """
    raw = read(code)
    version, people, class_ = raw[0] >> 5, raw[11] >> 2, raw[11] & 3
    if version != VERSION or not people or class_ not in set(TicketClass):
        raise Malformed("unknown kind")
    return Parsed(
        version=version,
        key_index=raw[0] & 31,
        hint=raw[1:3],
        ticket_id=raw[3:11],
        people=people,
        ticket_class=TicketClass(class_),
        signed=raw[:_SIGNED],
        signature=raw[_SIGNED:],
    )


def verify(code: str, public_key: bytes, instance_id: bytes, event_id: bytes) -> Parsed:
    """Read a code and check that an event's key signed it.

    Raises:
        Malformed: as `parse`.
        Forged: another key, event or instance signed it, or a bit was changed.
    """
    parsed = parse(code)
    message = _message(instance_id, event_id, parsed.signed)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(parsed.signature, message)
    except InvalidSignature:
        raise Forged from None
    return parsed


def write(raw: bytes) -> str:
    """Write an even number of bytes, three characters for two."""
    pairs = (raw[at] << 8 | raw[at + 1] for at in range(0, len(raw), 2))
    return "".join(_TRIPLES[pair] for pair in pairs)


def read(code: str) -> bytes:
    """Read 114 characters back into 76 bytes.

    Raises:
        Malformed: a wrong length, a foreign character, or three characters beyond two bytes.
    """
    if len(code) != LENGTH:
        raise Malformed("length")
    try:
        values = [_VALUES[letter] for letter in code]
    except KeyError:
        raise Malformed("alphabet") from None
    triples = zip(values[::3], values[1::3], values[2::3], strict=True)
    pairs = [(high * _BASE + middle) * _BASE + low for high, middle, low in triples]
    if max(pairs) >= 1 << 16:
        raise Malformed("alphabet")
    return b"".join(pair.to_bytes(2) for pair in pairs)


def short_code(id_: bytes) -> str:
    """Return what is typed when a code cannot be scanned: 13 characters and a check character.

    Written in groups of five for the eye; `parse_short_code` reads it however it was typed.
    """
    letters = crockford(id_)
    whole = letters + CROCKFORD[_check(letters)]
    return f"{whole[:5]}-{whole[5:10]}-{whole[10:]}"


def parse_short_code(typed: str) -> bytes:
    """Return the ticket id that was typed.

    Raises:
        Malformed: a mistyped or missing character.
    """
    letters = read_crockford(typed)
    if letters is None or len(letters) != _ID_LETTERS + 1:
        raise Malformed("length")
    if CROCKFORD[_check(letters[:-1])] != letters[-1]:
        raise Malformed("check character")
    number = 0
    for letter in letters[:-1]:
        number = number << 5 | CROCKFORD.index(letter)
    if number & 1:
        raise Malformed("alphabet")
    return (number >> 1).to_bytes(8)


def _check(letters: str) -> int:
    """Read the characters as a polynomial over GF(32): one wrong or two swapped ones show."""
    check = 0
    for letter in letters:
        check = _times_x(check ^ CROCKFORD.index(letter))
    return check


def _times_x(element: int) -> int:
    """Multiply in GF(32) by x, which has order 31: no two of our 14 places weigh the same."""
    product = element << 1
    return product ^ _IRREDUCIBLE if product > _LARGEST else product


def _message(instance_id: bytes, event_id: bytes, signed: bytes) -> bytes:
    return _DOMAIN + instance_id + event_id + signed
