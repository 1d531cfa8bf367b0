"""Who may ask, and who is told what instead."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import checkin, events, privacy, rsvps
from app.platform import moment
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.phone import Phone, a_phone, an_enrolment, b64, batch, tally

BUNDLE, RECORDS = "/gate/api/bundle?since=0", "/gate/api/records?since=0"
BODY = batch([tally(7)])


def told(answer: TestResponse) -> tuple[int, object]:
    return answer.status_code, answer.get_json()


def counted(app: Flask, event: events.Event) -> int:
    with app.app_context():
        return checkin.presence(event.id).counted


def ask(client: FlaskClient, signed: str) -> list[TestResponse]:
    """Ask for the bundle and send records under one authorization."""
    headers = {"Authorization": signed}
    return [
        client.get(BUNDLE, headers=headers),
        client.post(RECORDS, data=BODY, headers=headers),
    ]


@pytest.mark.parametrize(
    "forge",
    [
        lambda _phone: "",
        lambda phone: phone.name,
        lambda phone: f"Bearer {phone.name}",
        lambda phone: f"Turnout {phone.name}.{b64(bytes(64))}",
        lambda phone: f"Turnout {phone.name}.{'A' * 85}",
        lambda _phone: f"Turnout {'0' * 16}.{b64(bytes(64))}",
        lambda phone: phone.sign("GET", "/gate/api/bundle"),
        lambda phone: phone.sign("POST", "/gate/api/records", BODY),
        lambda phone: phone.sign("GET", "/gate/api/bundle?since=1"),
        lambda phone: phone.sign("DELETE", BUNDLE, BODY),
        lambda phone: phone.sign("POST", RECORDS, BODY + b"\0"),
        lambda phone: phone.sign("GET", BUNDLE)[:-1] + "*",
        lambda phone: phone.sign("GET", BUNDLE) + "=",
    ],
)
def test_what_is_not_signed_by_the_phone_is_unknown(
    app: Flask, client: FlaskClient, forge: Callable[[Phone], str]
) -> None:
    event = an_event(app)
    phone = a_phone(client, event)

    for answer in ask(client, forge(phone)):
        assert told(answer) == (401, {"error": "unknown"})
    assert counted(app, event) == 0


def test_a_phone_does_not_speak_in_the_name_of_another(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    north, south = a_phone(client, event, "North"), a_phone(client, event, "South")

    forged = north.sign("POST", RECORDS, BODY).replace(north.name, south.name)
    answer = client.post(RECORDS, data=BODY, headers={"Authorization": forged})

    assert told(answer) == (401, {"error": "unknown"})


def test_a_phone_that_was_shut_out_is_told_so_and_adds_nothing(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    phone = a_phone(client, event)
    phone.told(tally(5))
    with app.app_context(), transaction():
        checkin.revoke(event.id, bytes.fromhex(phone.name), an_act())

    assert told(phone.get()) == (403, {"error": "revoked"})
    assert told(phone.send(batch([tally(7)], 2))) == (403, {"error": "revoked"})
    assert counted(app, event) == 5


def test_a_phone_that_waits_adds_nothing(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    phone = Phone(client)
    phone.enrol(an_enrolment(app, event, to_confirm=True))

    waiting = (202, {"state": "waiting", "match": phone.match})
    assert told(phone.get()) == waiting
    assert told(phone.send(BODY)) == waiting
    assert counted(app, event) == 0


def test_a_phone_counts_at_its_own_event_alone(app: Flask, client: FlaskClient) -> None:
    here, there = an_event(app, title="Here"), an_event(app, title="There")
    phone = a_phone(client, here)

    bundle = phone.get().get_json()
    phone.told(tally(7))

    assert bundle["event"]["title"] == {"en": "Here"}
    assert (counted(app, here), counted(app, there)) == (7, 0)


def test_when_the_retention_is_over_phones_are_told_so(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = an_event(app)
    phone, link = a_phone(client, event), an_enrolment(app, event)
    phone.told(tally(5))
    late = event.schedule.over() + rsvps.RETENTION
    monkeypatch.setattr(moment, "now", lambda: late)

    assert told(phone.get()) == (410, {"error": "over"})
    assert told(phone.send(batch([tally(7)], 2))) == (410, {"error": "over"})
    assert told(Phone(client).enrol(link)) == (409, {"error": "spent"})
    monkeypatch.undo()
    assert counted(app, event) == 5


def test_phones_are_told_so_even_when_nothing_is_left_of_them(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    phone, stranger = a_phone(client, event), Phone(client, name="0" * 16)
    phone.told(tally(5))
    with app.app_context():
        privacy.keep_house(an_act(event.schedule.over() + rsvps.RETENTION))

    assert told(phone.get()) == (410, {"error": "over"})
    assert told(phone.send(batch([tally(7)], 2))) == (410, {"error": "over"})
    assert told(stranger.get()) == (401, {"error": "unknown"})
    assert counted(app, event) == 5


def test_a_request_sent_again_changes_nothing(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    phone = a_phone(client, event)
    signed = {"Authorization": phone.sign("POST", RECORDS, BODY)}

    answers = [client.post(RECORDS, data=BODY, headers=signed) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert counted(app, event) == 7


@pytest.mark.parametrize(
    "foreign",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.net"},
        {"Origin": "null"},
        {"Origin": "https://example.net", "Sec-Fetch-Site": "same-origin"},
    ],
    ids=str,
)
def test_pages_of_other_sites_are_refused(
    app: Flask, client: FlaskClient, foreign: dict[str, str]
) -> None:
    event = an_event(app)
    phone = a_phone(client, event)
    link = an_enrolment(app, event)
    signed = {"Authorization": phone.sign("POST", RECORDS, BODY), **foreign}

    answers = [
        phone.get(**foreign),
        client.post(RECORDS, data=BODY, headers=signed),
        client.post("/gate/api/enrol", json={"secret": link}, headers=foreign),
    ]

    assert [told(answer) for answer in answers] == [(403, {"error": "foreign"})] * 3
    assert all("Access-Control-Allow-Origin" not in answer.headers for answer in answers)
    assert counted(app, event) == 0


def test_our_own_page_is_not_foreign(app: Flask, client: FlaskClient) -> None:
    phone = a_phone(client, an_event(app))

    ours = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}

    assert phone.get(**ours).status_code == 200


@pytest.mark.parametrize("path", ["/gate/api/enrol", RECORDS])
def test_what_is_too_large_is_refused(app: Flask, client: FlaskClient, path: str) -> None:
    phone = a_phone(client, an_event(app))
    body = bytes(64 * 1024 + 1)
    signed = {"Authorization": phone.sign("POST", path, body)}

    answer = client.post(path, data=body, headers=signed)

    assert told(answer) == (413, {"error": "too large"})


@pytest.mark.parametrize(
    "body",
    [b"", b"\x01", b"\x02" + BODY[1:], BODY + b"\0", BODY[:-1], b"{}", batch([tally(1)] * 1001)],
)
def test_what_is_malformed_is_kept_in_no_part(app: Flask, client: FlaskClient, body: bytes) -> None:
    event = an_event(app)

    answer = a_phone(client, event).send(body)

    assert told(answer) == (422, {"error": "malformed"})
    assert counted(app, event) == 0


@pytest.mark.parametrize("since", ["", "-1", "x", "1e3", "+1", "1" * 17])
def test_a_cursor_is_a_number(app: Flask, client: FlaskClient, since: str) -> None:
    event = an_event(app)
    phone = a_phone(client, event)

    for answer in (
        phone.get(f"/gate/api/bundle?since={since}"),
        phone.send(BODY, f"/gate/api/records?since={since}"),
    ):
        assert told(answer) == (422, {"error": "malformed"})
    assert counted(app, event) == 0


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_what_is_not_there_is_said_in_json(client: FlaskClient, method: str) -> None:
    for path in ("enrol", "nothing", "records/7"):
        answer = client.open(f"/gate/api/{path}", method=method)
        assert told(answer) == (404, {"error": "not found"})


def test_every_answer_tells_the_time_and_is_kept_by_nobody(app: Flask, client: FlaskClient) -> None:
    phone = a_phone(client, an_event(app))
    before = moment.now()

    for answer in (phone.get(), client.get(BUNDLE), client.post("/gate/api/enrol", json=[])):
        told_ = datetime.fromtimestamp(int(answer.headers["X-Turnout-Time"]) / 1000, before.tzinfo)
        assert before - timedelta(seconds=1) < told_ < before + timedelta(minutes=1)
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_last_contact_is_kept_to_the_minute(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    phone = a_phone(client, event)

    phone.get()

    with app.app_context():
        [device] = checkin.devices(event.id)
    assert device.heard_at is not None
    assert (device.heard_at.second, device.heard_at.microsecond) == (0, 0)
    assert an_act().now - device.heard_at < timedelta(minutes=2)
