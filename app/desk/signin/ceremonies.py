"""Make the questions of WebAuthn and verify answers (W3C Web Authentication, level 3, §7).

Only `passkeys` needs this, and late: the library takes more memory than the whole desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import webauthn
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

INVALID = (WebAuthnException, ValueError, KeyError, TypeError)
_VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class User:
    """Whom a new passkey is for, and the ids of those that they have."""

    handle: bytes
    name: str
    known: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Expected:
    """What an answer must be about: our host and origin, and the question that was asked."""

    host: str
    origin: str
    challenge: bytes


def question(host: str, challenge: bytes) -> str:
    """Return the question that a passkey answers, as JSON for the browser."""
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=host, challenge=challenge, user_verification=_VERIFIED
        )
    )


def question_for_a_new_one(host: str, challenge: bytes, user: User) -> str:
    """Return the question that makes a passkey, as JSON for the browser."""
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=host,
            rp_name="Turnout",
            user_name=user.name,
            user_id=user.handle,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=known) for known in user.known],
        )
    )


def verify(answer: str, expected: Expected, public_key: bytes, uses: int) -> int:
    """Return how often the passkey of an answer was used by now, as its device counts.

    Raises one of `INVALID` if it is no answer to the question.
    """
    return webauthn.verify_authentication_response(
        credential=answer,
        expected_challenge=expected.challenge,
        expected_rp_id=expected.host,
        expected_origin=expected.origin,
        credential_public_key=public_key,
        credential_current_sign_count=uses,
        require_user_verification=True,
    ).new_sign_count


def verify_new(answer: str, expected: Expected) -> VerifiedRegistration:
    """Return the passkey that was made; raises one of `INVALID` if it answers something else."""
    return webauthn.verify_registration_response(
        credential=answer,
        expected_challenge=expected.challenge,
        expected_rp_id=expected.host,
        expected_origin=expected.origin,
        require_user_verification=True,
    )
