"""Speak WebAuthn with browsers: a question that is asked once, and an answer that is checked."""

import json

from flask import current_app, session
from itsdangerous import base64_decode, base64_encode
from itsdangerous.exc import BadData

from app import accounts
from app.kernel.act import Act
from app.platform import links
from app.platform.settings import Settings
from app.platform.vault import vault

_ASKED = "passkey question"


class NoPasskey(Exception):
    """Say that a browser's answer proves nothing."""


def can_be_used() -> bool:
    """Tell whether browsers allow passkeys here: a site needs a name, a number is none."""
    host = _settings().host
    return ":" not in host and not host.replace(".", "").isdigit()


def ask_for_one(act: Act) -> str:
    """Return the question that an organiser's passkey answers, as JSON for the browser."""
    from . import ceremonies  # noqa: PLC0415 - 25 MB that few processes ever need

    return ceremonies.question(_settings().host, _remember(act))


def ask_for_a_new_one(organiser: accounts.Organiser, act: Act) -> str:
    """Return the question that makes a passkey, as JSON for the browser."""
    from . import ceremonies  # noqa: PLC0415 - as above

    known = [passkey.credential_id for passkey in accounts.passkeys_of(organiser.id)]
    user = ceremonies.User(_handle(organiser), organiser.email, known)
    return ceremonies.question_for_a_new_one(_settings().host, _remember(act), user)


def check(answer: str) -> tuple[accounts.Passkey, int]:
    """Return the passkey that answered, and how often its device says that it was used.

    Raises:
        NoPasskey: it is none of ours, or answers another question.
    """
    from . import ceremonies  # noqa: PLC0415 - as above

    try:
        named = base64_decode(str(json.loads(answer)["id"]))
    except (BadData, ValueError, KeyError, TypeError) as error:
        raise NoPasskey from error
    passkey = accounts.find_passkey(named)
    if passkey is None:
        raise NoPasskey
    expected = ceremonies.Expected(_settings().host, links.base_url(), _asked())
    try:
        uses = ceremonies.verify(answer, expected, passkey.public_key, passkey.uses)
    except ceremonies.INVALID as error:
        raise NoPasskey from error
    return passkey, uses


def add(organiser: accounts.Organiser, answer: str, act: Act) -> None:
    """Keep the passkey that a browser made.

    Raises:
        NoPasskey: it did not make one for this question.
    """
    from . import ceremonies  # noqa: PLC0415 - as above

    expected = ceremonies.Expected(_settings().host, links.base_url(), _asked())
    try:
        made = ceremonies.verify_new(answer, expected)
    except ceremonies.INVALID as error:
        raise NoPasskey from error
    accounts.add_passkey(
        organiser.id, made.credential_id, made.credential_public_key, made.sign_count, act
    )


def _remember(act: Act) -> bytes:
    challenge = act.entropy(32)
    session[_ASKED] = base64_encode(challenge).decode()
    return challenge


def _asked() -> bytes:
    """Return the question that was asked last in this browser; it is answered once.

    Raises:
        NoPasskey: none was.
    """
    asked = session.pop(_ASKED, "")
    if not asked:
        raise NoPasskey
    return base64_decode(asked)


def _handle(organiser: accounts.Organiser) -> bytes:
    """Return the name under which key rings keep the passkey: it says nothing about the account."""
    return vault().keyed_hash("passkey handle", str(organiser.id).encode())


def _settings() -> Settings:
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    return settings
