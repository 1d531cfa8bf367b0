"""Make phones for the gate: they write, sign and send what docs/gate-protocol.md says."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import checkin, events
from app.platform.db import transaction
from tests.makers import an_act

NOON = 1_800_000_000_000


def b64(raw: bytes) -> str:
    """Write unpadded base64url."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Read unpadded base64url."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def varint(number: int) -> bytes:
    """Write unsigned LEB128."""
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def zigzag(number: int) -> bytes:
    """Write a signed number."""
    return varint(number << 1 if number >= 0 else (-number << 1) - 1)


def scan(ticket: bytes, people: int = 1, *, after: int = 0) -> bytes:
    """Write the scan of an attendee's ticket."""
    return bytes([0, people]) + zigzag(after) + ticket


def typed(ticket: bytes, people: int = 1, *, after: int = 0) -> bytes:
    """Write a typed code."""
    return bytes([3, people]) + zigzag(after) + ticket


def volunteer(ticket: bytes, *, after: int = 0) -> bytes:
    """Write the scan of a volunteer's ticket."""
    return bytes([4, 1]) + zigzag(after) + ticket


def undo(seq: int, device: bytes = bytes(8), *, after: int = 0) -> bytes:
    """Write an undo, of the phone's own record unless said otherwise."""
    return bytes([1, 0]) + zigzag(after) + device + varint(seq)


def tally(people: int, *, after: int = 0) -> bytes:
    """Write people counted by hand."""
    return bytes([2, 0]) + zigzag(after) + zigzag(people)


def batch(
    records: Sequence[bytes],
    first: int = 1,
    *,
    time: int = NOON,
    heard: bool = True,
    offset: int = 0,
) -> bytes:
    """Write a batch."""
    head = b"\x01" + varint(first) + varint(len(records)) + varint(time)
    return head + bytes([heard]) + zigzag(offset) + b"".join(records)


@dataclass
class Phone:
    """A phone with a key of its own; `name` once it is enrolled."""

    client: FlaskClient
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: str = ""
    match: str = ""

    @property
    def public_key(self) -> bytes:
        """Return its key as an uncompressed point."""
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def enrol(self, secret: str) -> TestResponse:
        """Spend an enrolment link."""
        sent = {"secret": secret, "public_key": b64(self.public_key)}
        answer = self.client.post("/gate/api/enrol", json=sent)
        if answer.status_code == 201:
            told = answer.get_json()
            self.name, self.match = told["device"], told["match"]
        return answer

    def sign(self, method: str, path: str, body: bytes = b"") -> str:
        """Return the header that proves a request to be its own."""
        signed = f"turnout/gate/1\n{method}\n{path}\n{hashlib.sha256(body).hexdigest()}"
        r, s = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"Turnout {self.name}.{b64(r.to_bytes(32) + s.to_bytes(32))}"

    def get(self, path: str = "/gate/api/bundle?since=0", **headers: str) -> TestResponse:
        """Ask for something."""
        signed = {"Authorization": self.sign("GET", path)}
        return self.client.get(path, headers=signed | headers)

    def send(self, body: bytes, path: str = "/gate/api/records?since=0") -> TestResponse:
        """Send a batch."""
        return self.client.post(
            path,
            data=body,
            content_type="application/octet-stream",
            headers={"Authorization": self.sign("POST", path, body)},
        )

    def told(self, *records: bytes, first: int = 1) -> dict[str, Any]:  # JSON
        """Send records and return the answer."""
        answer = self.send(batch(records, first))
        assert answer.status_code == 200, answer.get_data(as_text=True)
        told: dict[str, Any] = json.loads(answer.get_data())
        return told


def an_enrolment(
    app: Flask, event: events.Event, gate: str = "North", *, to_confirm: bool = False
) -> str:
    """Return the secret of an enrolment link."""
    with app.app_context(), transaction():
        return checkin.make_enrolment(event.id, gate, an_act(), to_confirm=to_confirm)


def a_phone(client: FlaskClient, event: events.Event, gate: str = "North") -> Phone:
    """Return a phone that may count."""
    phone = Phone(client)
    answer = phone.enrol(an_enrolment(client.application, event, gate))
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return phone
