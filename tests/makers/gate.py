"""Make phones and records for the verbs of check-in, without a wire."""

import os
from collections.abc import Sequence
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from app import checkin, events, rsvps, tickets, volunteers
from app.platform.db import transaction
from tests.makers import a_party, an_act
from tests.makers.phone import batch


def a_key() -> bytes:
    """Return the public key of a new phone."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def a_device(
    event: events.Event, gate: str = "North", *, name: bytes = b"", to_confirm: bool = False
) -> checkin.Device:
    """Enrol a phone, of this name if that matters."""
    act = an_act()
    named = replace(act, entropy=lambda _: name) if name else act
    with transaction():
        secret = checkin.make_enrolment(event.id, gate, act, to_confirm=to_confirm)
        return checkin.enrol(secret, a_key(), named)


def a_ticket(app: Flask, event: events.Event, people: int = 1) -> bytes:
    """Register a party and return the id of its ticket."""
    return ticket_of(event, a_party(app, event, people=people))


def ticket_of(event: events.Event, secret: str) -> bytes:
    """Return the id of a party's ticket."""
    return tickets.ticket_id(tickets.key_of(event.uid), secret)


def a_cancelled_ticket(app: Flask, event: events.Event) -> bytes:
    """Register and cancel a party, and return the id of its ticket."""
    secret = a_party(app, event)
    with transaction():
        rsvps.cancel(secret, an_act())
    return ticket_of(event, secret)


def take(device: checkin.Device, records: Sequence[bytes], first: int = 1) -> checkin.Receipt:
    """Have the server take records of a phone."""
    with transaction():
        return checkin.ingest(
            device, checkin.parse(batch(records, first)), volunteers.with_tickets, an_act()
        )


def random_id() -> bytes:
    """Return a ticket's id that nobody knows."""
    return os.urandom(8)
