"""Hold the keys of an event's volunteers: one pair seals their handles, one key names their rows.

They are other keys than those of the tickets: tickets end 48 hours after the event, volunteers 30
days after it. Both are files of the vault, and destroying them shreds every copy of the rows.
"""

import json

from app.kernel.act import Act
from app.kernel.ids import crockford
from app.platform import own_link, seal
from app.platform.vault import vault

from .rota import Skills

_KEY, _HASH = 32, 16
# Long enough for any handle, so that its length does not show.
_WIDTH = 192
# Long enough for all languages and roles.
_SKILLS = 320


def make(event_uid: str, act: Act) -> bytes:
    """Make the keys of an event's volunteers; return the public one, that seals."""
    vault().store(_lookup(event_uid), act.entropy(_KEY), act.entropy)
    return seal.make_pair(_pair(event_uid), act.entropy)


def names(event_uid: str) -> tuple[str, str]:
    """Return the names under which the vault keeps the keys."""
    return _lookup(event_uid), _pair(event_uid)


def exist(event_uid: str) -> bool:
    """Tell whether an event's volunteers still have their keys."""
    return any(vault().has(name) for name in names(event_uid))


def destroy(event_uid: str) -> None:
    """Destroy the keys for good."""
    for name in names(event_uid):
        vault().destroy(name)


def secret_of(event_uid: str, nonce: bytes) -> str:
    """Return the secret that a volunteer's form with this nonce leads to: always the same one."""
    return own_link.secret_of("volunteer form", event_uid, nonce)


def hand_over_secret(event_uid: str, nonce: bytes) -> str:
    """Return the secret of the link by which a shift is handed over.

    Raises:
        KeyDestroyed: the retention of the volunteers is over.
    """
    return crockford(_keyed(event_uid, "hand over", nonce))


def secret_hash(event_uid: str, secret: str) -> bytes:
    """Return what a row holds instead of the secret.

    Raises:
        KeyDestroyed: the retention of the volunteers is over.
    """
    return _keyed(event_uid, "secret hash", secret.encode())


def calendar_uid(event_uid: str, secret_hash: bytes, need_uid: str) -> str:
    """Return what names a shift in one volunteer's calendar, and in nobody else's.

    With the same name in all their calendars, whoever runs several of them would see who works
    together.
    """
    return _keyed(event_uid, "calendar", secret_hash + need_uid.encode()).hex()


def seal_handle(public_key: bytes, handle: str, row: bytes) -> bytes:
    """Seal a handle for the row that has this secret hash."""
    return seal.seal(public_key, handle.encode().ljust(_WIDTH, b"\0"), _place(row))


def unseal_handle(event_uid: str, sealed: bytes, row: bytes) -> str:
    """Return a handle.

    Raises:
        KeyDestroyed: the retention of the volunteers is over.
    """
    return seal.unseal(_pair(event_uid), sealed, _place(row)).rstrip(b"\0").decode()


def seal_skills(public_key: bytes, skills: Skills, row: bytes) -> bytes | None:
    """Seal what somebody can for the row with this secret hash; nothing if they said nothing."""
    if skills == Skills():
        return None
    told = json.dumps([sorted(skills.speaks), sorted(skills.trained_for)])
    return seal.seal(public_key, told.encode().ljust(_SKILLS, b" "), _skills_place(row))


def unseal_skills(event_uid: str, sealed: bytes | None, row: bytes) -> Skills:
    """Return what somebody can.

    Raises:
        KeyDestroyed: the retention of the volunteers is over.
    """
    if sealed is None:
        return Skills()
    speaks, trained_for = json.loads(seal.unseal(_pair(event_uid), sealed, _skills_place(row)))
    return Skills(frozenset(speaks), frozenset(trained_for))


def _keyed(event_uid: str, label: str, data: bytes) -> bytes:
    return vault().mac(_lookup(event_uid), label.encode() + b"\0" + data)[:_HASH]


def _place(row: bytes) -> str:
    return f"volunteer.handle {row.hex()}"


def _skills_place(row: bytes) -> str:
    return f"volunteer.skills {row.hex()}"


def _pair(event_uid: str) -> str:
    return f"volunteers-{event_uid}"


def _lookup(event_uid: str) -> str:
    return f"volunteers-lookup-{event_uid}"
