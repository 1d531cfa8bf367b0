"""Check what a phone signed, and name its key in four digits. Pure.

ECDSA on P-256 with SHA-256 (FIPS 186-5), signatures as r and s of 32 bytes each, as browsers make
them (W3C Web Cryptography, 23.7.1).
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from .errors import MalformedKey

KEY_LENGTH = 65
SIGNATURE_LENGTH = 64

_MATCH = b"turnout/match/1\0"
_REQUEST = "turnout/gate/1"
_UNCOMPRESSED = 4


def check_key(public_key: bytes) -> None:
    """Refuse bytes that are no uncompressed point of the curve.

    Raises:
        MalformedKey: they are not.
    """
    if len(public_key) != KEY_LENGTH or public_key[0] != _UNCOMPRESSED:
        raise MalformedKey
    try:
        _key(public_key)
    except ValueError:
        raise MalformedKey from None


def match_code(public_key: bytes) -> str:
    """Return four digits that phone and desk both show, so that people can compare them."""
    digest = hashlib.sha256(_MATCH + public_key).digest()
    return f"{int.from_bytes(digest[:4]) % 10_000:04d}"


def message(method: str, path: str, body: bytes) -> bytes:
    """Return what is signed of a request; the path includes its query."""
    return "\n".join([_REQUEST, method, path, hashlib.sha256(body).hexdigest()]).encode()


def is_by(public_key: bytes, signature: bytes, signed: bytes) -> bool:
    """Tell whether a phone's key made a signature over these bytes."""
    if len(signature) != SIGNATURE_LENGTH:
        return False
    half = SIGNATURE_LENGTH // 2
    r, s = int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
    try:
        _key(public_key).verify(encode_dss_signature(r, s), signed, ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _key(public_key: bytes) -> EllipticCurvePublicKey:
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public_key)
