"""Phones sign what they send."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.checkin.errors import MalformedKey
from app.checkin.signature import check_key, is_by, match_code, message

KEY = ec.generate_private_key(ec.SECP256R1())
PUBLIC = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def sign(signed: bytes) -> bytes:
    r, s = decode_dss_signature(KEY.sign(signed, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32) + s.to_bytes(32)


def test_the_message_is_as_the_protocol_says() -> None:
    assert message("GET", "/gate/api/bundle?since=7", b"") == (
        b"turnout/gate/1\nGET\n/gate/api/bundle?since=7\n"
        b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_a_phone_is_known_by_its_signature() -> None:
    signed = message("POST", "/gate/api/records", b"body")

    assert is_by(PUBLIC, sign(signed), signed)


@pytest.mark.parametrize(
    "other",
    [
        message("PUT", "/gate/api/records", b"body"),
        message("POST", "/gate/api/records?since=0", b"body"),
        message("POST", "/gate/api/records", b"bodi"),
    ],
)
def test_a_signature_holds_for_one_request(other: bytes) -> None:
    assert not is_by(PUBLIC, sign(message("POST", "/gate/api/records", b"body")), other)


def test_one_flipped_bit_anywhere_breaks_a_signature() -> None:
    signed = message("GET", "/", b"")
    whole = sign(signed)
    for bit in range(512):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not is_by(PUBLIC, bytes(flipped), signed)


@pytest.mark.parametrize(
    "signature",
    [b"", bytes(64), b"s" * 63, b"s" * 65, b"s" * 64, ORDER.to_bytes(32) * 2, b"\xff" * 64],
)
def test_what_is_no_signature_is_none(signature: bytes) -> None:
    assert not is_by(PUBLIC, signature, b"signed")


def test_only_points_of_the_curve_are_keys() -> None:
    check_key(PUBLIC)
    compressed = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    off = bytearray(PUBLIC)
    off[-1] ^= 1
    for wrong in (b"", bytes(65), PUBLIC + b"\0", compressed, bytes(off), b"\x04" + bytes(64)):
        with pytest.raises(MalformedKey):
            check_key(wrong)


def test_a_match_code_has_four_digits_and_is_that_of_the_key() -> None:
    assert match_code(bytes(65)) == "2338"
    assert len(match_code(PUBLIC)) == 4
