"""Speak WebAuthn with browsers: a question that is asked once, and an answer that is checked."""

import json

import webauthn
from flask import current_app, session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app import accounts
from app.kernel.act import Act
from app.platform import links
from app.platform.settings import Settings
from app.platform.vault import vault

_ASKED = "passkey question"
_VERIFIED = UserVerificationRequirement.REQUIRED


class NoPasskey(Exception):
    """Say that a browser's answer proves nothing."""


def can_be_used() -> bool:
    """Tell whether browsers allow passkeys here: a site needs a name, a number is none."""
    host = _settings().host
    return ":" not in host and not host.replace(".", "").isdigit()


def ask_for_one(act: Act) -> str:
    """Return the question that an organiser's passkey answers, as JSON for the browser."""
    challenge = _remember(act)
    options = webauthn.generate_authentication_options(
        rp_id=_settings().host, challenge=challenge, user_verification=_VERIFIED
    )
    return webauthn.options_to_json(options)


def ask_for_a_new_one(organiser: accounts.Organiser, act: Act) -> str:
    """Return the question that makes a passkey, as JSON for the browser."""
    options = webauthn.generate_registration_options(
        rp_id=_settings().host,
        rp_name="Turnout",
        user_name=organiser.email,
        user_id=_handle(organiser),
        challenge=_remember(act),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=passkey.credential_id)
            for passkey in accounts.passkeys_of(organiser.id)
        ],
    )
    return webauthn.options_to_json(options)


def check(answer: str) -> tuple[accounts.Passkey, int]:
    """Return the passkey that answered, and how often its device says that it was used.

    Raises:
        NoPasskey: it is none of ours, or answers another question.
    """
    try:
        named = base64url_to_bytes(str(json.loads(answer)["id"]))
    except (ValueError, KeyError, TypeError) as error:
        raise NoPasskey from error
    passkey = accounts.find_passkey(named)
    if passkey is None:
        raise NoPasskey
    try:
        verified = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=_asked(),
            expected_rp_id=_settings().host,
            expected_origin=links.base_url(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.uses,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NoPasskey from error
    return passkey, verified.new_sign_count


def add(organiser: accounts.Organiser, answer: str, act: Act) -> None:
    """Keep the passkey that a browser made.

    Raises:
        NoPasskey: it did not make one for this question.
    """
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=_asked(),
            expected_rp_id=_settings().host,
            expected_origin=links.base_url(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NoPasskey from error
    accounts.add_passkey(
        organiser.id, made.credential_id, made.credential_public_key, made.sign_count, act
    )


def _remember(act: Act) -> bytes:
    challenge = act.entropy(32)
    session[_ASKED] = bytes_to_base64url(challenge)
    return challenge


def _asked() -> bytes:
    """Return the question that was asked last in this browser; it is answered once.

    Raises:
        NoPasskey: none was.
    """
    asked = session.pop(_ASKED, "")
    if not asked:
        raise NoPasskey
    return base64url_to_bytes(asked)


def _handle(organiser: accounts.Organiser) -> bytes:
    """Return the name under which key rings keep the passkey: it says nothing about the account."""
    return vault().keyed_hash("passkey handle", str(organiser.id).encode())


def _settings() -> Settings:
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    return settings
