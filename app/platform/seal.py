"""Seal what is personal to a key pair whose private half is a file (HPKE, RFC 9180).

Whoever takes personal data in needs the public half alone. The KEM is hybrid, ML-KEM-768 and
X25519: a copied database must stay shut for decades. Destroying the private half in the vault
shreds every copy of what was sealed to it.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from app.kernel.act import Entropy
from app.platform.vault import KeyUnreadable, vault

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_MLKEM_SEED, _X25519 = 64, 32
_MLKEM_PUBLIC = 1184


def make_pair(name: str, entropy: Entropy) -> bytes:
    """Keep a new private key under a name; return its public key, 1,216 bytes.

    A name that has a key keeps it, and its public key is returned.
    """
    vault().store(name, entropy(_MLKEM_SEED + _X25519), entropy)
    mlkem, x25519 = _halves(name)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def seal(public_key: bytes, content: bytes, context: str) -> bytes:
    """Return content that only the private key opens; `context` must be said again for that."""
    public = MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public_key[:_MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(public_key[_MLKEM_PUBLIC:]),
    )
    return _SUITE.encrypt(content, public, context.encode())


def unseal(name: str, sealed: bytes, context: str) -> bytes:
    """Return what was sealed to a key pair.

    Raises:
        KeyDestroyed: the private key is gone, as was promised.
        KeyUnreadable: it was sealed to another key, in another context, or was damaged.
    """
    try:
        private = MLKEM768X25519PrivateKey(*_halves(name))
        return _SUITE.decrypt(sealed, private, context.encode())
    except (InvalidTag, ValueError):
        raise KeyUnreadable(name) from None


def _halves(name: str) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    stored = vault().fetch(name)
    return (
        MLKEM768PrivateKey.from_seed_bytes(stored[:_MLKEM_SEED]),
        X25519PrivateKey.from_private_bytes(stored[_MLKEM_SEED:]),
    )
