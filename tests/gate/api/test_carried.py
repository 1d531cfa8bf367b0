"""Phones bring what other phones counted: it counts for those, once, whichever way it comes."""

import json
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask
from flask.testing import FlaskClient

from app import checkin, events
from app.platform import moment
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.phone import Phone, a_phone, batch, tally, unb64

CARRIED = "/gate/api/carried"


def gates(app: Flask, event: events.Event) -> dict[str, int]:
    with app.app_context():
        return {count.gate: count.walk_ins for count in checkin.presence(event.id).gates}


def heard(app: Flask, phone: Phone) -> datetime | None:
    with app.app_context():
        device = checkin.find_device(bytes.fromhex(phone.name))
    assert device is not None
    return device.heard_at


def test_what_is_brought_counts_for_the_phone_that_signed_it(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    north, south = a_phone(client, event, "North"), a_phone(client, event, "South")
    south.told(tally(1))

    answer = north.send(batch([tally(5), tally(2)]), CARRIED)

    assert json.loads(answer.data) == {"v": 1, "high": 2, "gaps": []}
    assert gates(app, event) == {"North": 7, "South": 1}


def test_what_its_own_phone_sent_is_brought_in_vain_and_the_other_way_round(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    phone = a_phone(client, event)

    phone.send(batch([tally(5), tally(2)]), CARRIED)
    told = phone.told(tally(5), tally(2), tally(1))
    phone.send(batch([tally(2), tally(1)], 2), CARRIED)

    assert told["high"] == 3
    assert gates(app, event) == {"North": 8}


def test_who_is_spoken_for_was_not_heard(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = a_phone(client, an_event(app))
    phone.get()
    before = heard(app, phone)
    later = moment.now().replace(year=2040)
    monkeypatch.setattr(moment, "now", lambda: later)

    phone.send(batch([tally(5)]), CARRIED)

    assert heard(app, phone) == before


def test_what_is_signed_for_one_way_goes_no_other_way(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    phone, body = a_phone(client, event), batch([tally(5)])
    told = [
        (path, {"Authorization": phone.sign("POST", other, body)})
        for path, other in (
            (CARRIED, "/gate/api/records?since=0"),
            ("/gate/api/records?since=0", CARRIED),
        )
    ]

    answers = [client.post(path, data=body, headers=headers) for path, headers in told]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert gates(app, event) == {"North": 0}


def test_nothing_is_brought_for_a_phone_that_was_shut_out(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    phone, other = a_phone(client, event), a_phone(client, event, "South")
    with app.app_context(), transaction():
        checkin.revoke(event.id, bytes.fromhex(phone.name), an_act())

    answer = phone.send(batch([tally(5)]), CARRIED)

    assert (answer.status_code, answer.get_json()) == (403, {"error": "revoked"})
    assert gates(app, event) == {"North": 0, "South": 0}
    assert other.get().get_json()["shut_out"] == [phone.name]


def test_the_event_vouches_for_name_key_and_gate(app: Flask, client: FlaskClient) -> None:
    phone = a_phone(client, an_event(app), "Nord – Süd")

    told = phone.get().get_json()

    said = bytes.fromhex(phone.name) + phone.public_key + "Nord – Süd".encode()
    signed = b"turnout/phone/1\0" + unb64(told["instance"]) + unb64(told["event"]["id"]) + said
    key = Ed25519PublicKey.from_public_bytes(unb64(told["keys"][0]["public"]))
    key.verify(unb64(told["voucher"]), signed)
