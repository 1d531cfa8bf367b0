"""Phones get in by one-time links."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import checkin
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, an_event
from tests.makers.phone import Phone, a_phone, an_enrolment, b64


def test_a_link_enrols_a_phone_and_both_know_the_same_digits(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)

    answer = Phone(client).enrol(an_enrolment(app, event, "North"))

    told = answer.get_json()
    assert answer.status_code == 201
    assert told.keys() == {"device", "match", "state"}
    assert told["state"] == "confirmed"
    with app.app_context():
        [device] = checkin.devices(event.id)
    assert (device.name.hex(), device.match, device.gate) == (
        told["device"],
        told["match"],
        "North",
    )


def test_the_match_code_is_as_the_protocol_says(client: FlaskClient, app: Flask) -> None:
    import hashlib  # noqa: PLC0415 - only here

    phone = a_phone(client, an_event(app))

    digest = hashlib.sha256(b"turnout/match/1\0" + phone.public_key).digest()

    assert phone.match == f"{int.from_bytes(digest[:4]) % 10_000:04d}"


def test_a_link_is_spent_by_the_first_phone_alone(app: Flask, client: FlaskClient) -> None:
    secret = an_enrolment(app, an_event(app))
    first = Phone(client)
    first.enrol(secret)

    second = Phone(client).enrol(secret)

    assert (second.status_code, second.get_json()) == (409, {"error": "spent"})


def test_a_phone_whose_answer_got_lost_is_told_the_same_again(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    secret = an_enrolment(app, event)
    phone = Phone(client)

    answers = [phone.enrol(secret).get_json() for _ in range(2)]

    assert answers[0] == answers[1]
    with app.app_context():
        assert len(checkin.devices(event.id)) == 1


def test_an_old_link_and_one_that_never_was_are_refused_alike(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    with app.app_context(), transaction():
        past = an_act(an_act().now - timedelta(minutes=31))
        old = checkin.make_enrolment(event.id, "North", past, to_confirm=False)

    for secret in (old, "0" * 26):
        answer = Phone(client).enrol(secret)
        assert (answer.status_code, answer.get_json()) == (409, {"error": "spent"})


def test_a_phone_waits_until_an_organiser_confirms_it(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    phone = Phone(client)
    phone.enrol(an_enrolment(app, event, to_confirm=True))

    waiting = phone.get()
    with app.app_context(), transaction():
        checkin.confirm(event.id, bytes.fromhex(phone.name), an_act())

    assert (waiting.status_code, waiting.get_json()) == (
        202,
        {"state": "waiting", "match": phone.match},
    )
    assert phone.get().status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b"{",
        b'{"secret": "0000000000000000000000000A"}',
        json.dumps({"secret": 7, "public_key": b64(bytes(65))}).encode(),
        json.dumps({"secret": "0" * 26, "public_key": b64(bytes(65))}).encode(),
        json.dumps({"secret": "0" * 26, "public_key": b64(b"\x04" + bytes(64))}).encode(),
        json.dumps({"secret": "0" * 26, "public_key": b64(b"\x04" + b"\x01" * 64)}).encode(),
        json.dumps({"secret": "0" * 26, "public_key": "é"}).encode(),
    ],
)
def test_what_is_no_enrolment_is_malformed(client: FlaskClient, sent: bytes) -> None:
    answer = client.post("/gate/api/enrol", data=sent, content_type="application/json")

    assert (answer.status_code, answer.get_json()) == (422, {"error": "malformed"})


def test_nobody_enrols_for_an_event_whose_retention_is_over(app: Flask) -> None:
    event = an_event(app, schedule=a_schedule(TODAY - timedelta(days=4)))

    with app.app_context(), pytest.raises(checkin.CountingOver), transaction():
        checkin.make_enrolment(event.id, "North", an_act(), to_confirm=False)
