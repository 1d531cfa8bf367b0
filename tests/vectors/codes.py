"""Make codes of passes, good and bad, and what each of them is worth."""

import hashlib
from itertools import count
from typing import Any

from app import tickets
from app.tickets.code import TicketClass, read, write

INSTANCE = bytes(range(16))
OTHER_INSTANCE = bytes(range(1, 17))
_EVENT, _OTHER_EVENT = "0" * 32, "1" * 32
_PARTY = "0123456789ABCDEFGHJKMNPQRS"


def an_entropy(seed: str) -> Any:  # a callable, as Act has it
    """Return bytes that are always the same."""
    numbers = count()
    return lambda length: hashlib.sha512(f"{seed}{next(numbers)}".encode()).digest()[:length]


KEY = tickets.new_event_key(_EVENT, an_entropy("event"))
OTHER_KEY = tickets.new_event_key(_OTHER_EVENT, an_entropy("other event"))


def a_code(
    people: int = 3,
    *,
    key: tickets.EventKey = KEY,
    instance: bytes = INSTANCE,
    ticket_class: TicketClass = TicketClass.ATTENDEE,
) -> str:
    """Return the code of a pass."""
    return tickets.issue(key, instance, _PARTY, people=people, ticket_class=ticket_class)


def flipped(code: str, bit: int) -> str:
    """Return a code with one bit of its 608 turned over."""
    raw = bytearray(read(code))
    raw[bit // 8] ^= 0x80 >> bit % 8
    return write(bytes(raw))


def made() -> dict[str, Any]:
    """Return codes, typed codes and short hashes."""
    id_ = tickets.parse(a_code()).ticket_id
    return {
        "instance": INSTANCE.hex(),
        "event": {"id": KEY.event_id.hex(), "hint": KEY.hint.hex()},
        "public": KEY.public.hex(),
        "hash_key": tickets.hash_key(KEY).hex(),
        "codes": [_judged(what, code) for what, code in _codes().items()],
        "typed": [{"typed": typed, "id": _typed(typed)} for typed in _typings(id_)],
        "hashes": [{"id": id_.hex(), "short": tickets.ticket_hash(KEY, id_)[:5].hex()}],
    }


def _codes() -> dict[str, str]:
    good = a_code()
    return {
        "three people": good,
        "one person": a_code(1),
        "as many as a pass holds": a_code(63),
        "a volunteer": a_code(1, ticket_class=TicketClass.VOLUNTEER),
        "another event's": a_code(key=OTHER_KEY),
        "another instance's": a_code(instance=OTHER_INSTANCE),
        "another version": flipped(good, 0),
        "another key": flipped(good, 7),
        "another event hint": flipped(good, 8),
        "another ticket": flipped(good, 40),
        "more people": flipped(good, 88),
        "another class": flipped(good, 95),
        "another signature": flipped(good, 300),
        "nobody": write(bytes([*read(good)[:11], 0, *read(good)[12:]])),
        "an unknown class": write(bytes([*read(good)[:11], 3 << 2 | 3, *read(good)[12:]])),
        "too short": good[:-3],
        "too long": good + "000",
        "a foreign letter": "a" + good[1:],
        "beyond two bytes": ":::" + good[3:],
        "nothing": "",
    }


def _judged(what: str, code: str) -> dict[str, Any]:
    return {"what": what, "code": code, "says": _says(code), "genuine": _is_genuine(code)}


def _says(code: str) -> dict[str, Any] | None:
    try:
        parsed = tickets.parse(code)
    except tickets.Malformed:
        return None
    return {
        "keyIndex": parsed.key_index,
        "hint": parsed.hint.hex(),
        "ticketId": parsed.ticket_id.hex(),
        "people": parsed.people,
        "ticketClass": parsed.ticket_class.value,
    }


def _is_genuine(code: str) -> bool:
    try:
        parsed = tickets.verify(code, KEY.public, INSTANCE, KEY.event_id)
    except (tickets.Malformed, tickets.Forged):
        return False
    return parsed.key_index == KEY.index


def _typings(id_: bytes) -> list[str]:
    short = tickets.short_code(id_)
    swapped = short[1] + short[0] + short[2:]
    return [short, short.lower(), short.replace("-", " "), short[:-1], "0" + short[1:], swapped, ""]


def _typed(typed: str) -> str | None:
    try:
        return tickets.parse_short_code(typed).hex()
    except tickets.Malformed:
        return None
