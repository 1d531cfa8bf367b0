"""Make what phones hand each other, good and bad, written anew from docs/gate-protocol.md."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app import checkin, tickets
from app.tickets.code import write
from tests.makers.phone import batch, scan, tally, typed, undo, varint
from tests.vectors import codes

SHUT_OUT = "5" * 16
_TICKET = bytes(range(8))
_PIECE = 600


@dataclass(frozen=True)
class Hand:
    """A phone as it shows itself, and the keys that make it believed."""

    device: str
    gate: str
    secret: int
    event: tickets.EventKey = codes.KEY
    instance: bytes = codes.INSTANCE

    @property
    def key(self) -> ec.EllipticCurvePrivateKey:
        """Return the key it signs with."""
        return ec.derive_private_key(self.secret, ec.SECP256R1())

    @property
    def public(self) -> bytes:
        """Return the public half as a point."""
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def signed(self, body: bytes, path: str = "/gate/api/carried") -> bytes:
        """Return a batch as it is handed over."""
        label = self.gate.encode()
        name = bytes.fromhex(self.device)
        voucher = tickets.vouch(self.event, self.instance, name + self.public + label)
        who = name + self.public + varint(len(label)) + label + voucher
        return who + self._signature(body, path) + varint(len(body)) + body

    def _signature(self, body: bytes, path: str) -> bytes:
        said = checkin.message("POST", path, body)
        how = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
        r, s = decode_dss_signature(self.key.sign(said, how))
        return r.to_bytes(32) + s.to_bytes(32)


NORTH = Hand("1" * 16, "Nord – درب", 7)
SOUTH = Hand("2" * 16, "South", 8)
BODY = batch([scan(_TICKET, 3), tally(5), undo(2), typed(_TICKET, 1, after=300)], 4)
LONG = batch([scan(bytes([at]) * 8) for at in range(100)])


def made() -> dict[str, Any]:
    """Return good parcels with what is in them, and bad ones with what is wrong."""
    whole = parcel(NORTH.signed(BODY), SOUTH.signed(LONG))
    return {
        "shut_out": [SHUT_OUT],
        "parcel": whole.hex(),
        "frames": frames(whole),
        "batches": [
            {"device": hand.device, "gate": hand.gate, "body": body.hex()}
            for hand, body in ((NORTH, BODY), (SOUTH, LONG))
        ],
        "bad": [{"what": what, "parcel": bad.hex()} for what, bad in _bad().items()],
    }


def parcel(*batches: bytes) -> bytes:
    """Return a parcel: the version, the batches, and a zero if the number of bytes is odd."""
    whole = b"\x01" + b"".join(batches)
    return whole + bytes(len(whole) % 2)


def frames(whole: bytes) -> list[str]:
    """Return the texts of a parcel's codes."""
    pieces = [whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE)]
    name = hashlib.sha256(whole).digest()[:4] + len(pieces).to_bytes(2)
    return [f"T/{write(name + at.to_bytes(2) + piece)}" for at, piece in enumerate(pieces)]


def _bad() -> dict[str, bytes]:
    good = NORTH.signed(BODY)
    renamed = bytes.fromhex("3" * 16) + good[8:]
    gate = good.replace(b"Nord", b"Sord")
    return {
        "nothing": b"",
        "another version": b"\x02" + good + bytes(1),
        "cut short": parcel(good)[:-20],
        "something after it": parcel(good) + b"\x01",
        "another event vouches": parcel(replace(NORTH, event=codes.OTHER_KEY).signed(BODY)),
        "another instance": parcel(replace(NORTH, instance=codes.OTHER_INSTANCE).signed(BODY)),
        "another phone's name": parcel(renamed),
        "another gate": parcel(gate),
        "signed for sending, not for handing over": parcel(
            NORTH.signed(BODY, "/gate/api/records?since=0")
        ),
        "another batch under the signature": parcel(good.replace(BODY, BODY[:-1] + b"\x09")),
        "a phone that was shut out": parcel(replace(NORTH, device=SHUT_OUT).signed(BODY)),
        "signed, yet no batch": parcel(NORTH.signed(b"\x09" + BODY)),
        "good ones, and a bad one last": parcel(SOUTH.signed(LONG), good, renamed),
        "a length beyond its end": parcel(good[: -len(BODY) - 1] + varint(2**40) + BODY),
    }
