"""A flood from one network costs its sender; a crowd behind one address still gets in."""

import base64
import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from altcha.v1 import Challenge, solve_challenge
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, rsvps
from app.platform import moment
from tests.makers import an_event, token_in
from tests.makers.instances import an_instance, settings_for

CROWD, ELSEWHERE = "203.0.113.7", "198.51.100.9"
FREELY = 20


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Return an instance that slows sources down."""
    return an_instance(settings_for(tmp_path, limits=True))


def form(client: FlaskClient, event: events.Event) -> str:
    return token_in(client.get(f"/en/e/{event.slug}/rsvp").get_data(as_text=True))


def send(
    client: FlaskClient, event: events.Event, source: str = CROWD, **fields: str
) -> TestResponse:
    filled = {"people": "1", "token": fields.pop("token", None) or form(client, event), **fields}
    return client.post(
        f"/en/e/{event.slug}/rsvp", data=filled, environ_base={"REMOTE_ADDR": source}
    )


def after_a_crowd(client: FlaskClient, event: events.Event) -> TestResponse:
    for _ in range(FREELY):
        assert send(client, event).status_code == 303
    return send(client, event, people="3")


def solved(page: str) -> str:
    asked = json.loads(unescape(re.findall(r'data-challenge="([^"]+)"', page)[0]))
    challenge = Challenge(
        "SHA-256", asked["challenge"], asked["max"], asked["salt"], asked["signature"]
    )
    solution = solve_challenge(challenge, asked["salt"], "SHA-256", asked["max"])
    assert solution is not None
    told = {"algorithm": "SHA-256", "number": solution.number}
    told |= {name: asked[name] for name in ("challenge", "salt", "signature")}
    return base64.b64encode(json.dumps(told).encode()).decode()


def test_past_the_free_ones_an_effort_is_asked_and_nothing_typed_is_lost(
    app: Flask, client: FlaskClient
) -> None:
    asked = after_a_crowd(client, an_event(app))

    page = asked.get_data(as_text=True)
    assert asked.status_code == 429
    assert "please wait one minute" in page
    assert 'value="3"' in page


def test_work_is_good_for_one_rsvp(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    page = after_a_crowd(client, event).get_data(as_text=True)
    effort = solved(page)

    first = send(client, event, token=token_in(page), effort=effort)
    second = send(client, event, effort=effort)

    assert (first.status_code, second.status_code) == (303, 429)


@pytest.mark.parametrize(
    "effort", ["x", "1", "e30=", "W10=", "bnVsbA==", "MQ==", base64.b64encode(b"\xff").decode()]
)
def test_forged_work_is_no_work(app: Flask, client: FlaskClient, effort: str) -> None:
    event = an_event(app)
    after_a_crowd(client, event)

    assert send(client, event, effort=effort).status_code == 429


def test_work_for_an_easier_hash_is_no_work(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    page = after_a_crowd(client, event).get_data(as_text=True)
    told = json.loads(base64.b64decode(solved(page)))
    told["salt"] = "0" + told["salt"]

    forged = base64.b64encode(json.dumps(told).encode()).decode()

    assert send(client, event, effort=forged).status_code == 429


def test_without_javascript_who_waits_a_minute_gets_in_one_by_one(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = an_event(app)
    page = after_a_crowd(client, event).get_data(as_text=True)
    token, other = token_in(page), form(client, event)
    in_a_minute = moment.now() + timedelta(seconds=61)
    monkeypatch.setattr(moment, "now", lambda: in_a_minute)

    first = send(client, event, token=token)
    second = send(client, event, token=other)

    assert (first.status_code, second.status_code) == (303, 429)


def test_a_flood_from_one_network_leaves_others_alone(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    sent = [send(client, event, f"203.0.113.{number}").status_code for number in range(200)]

    assert sent.count(303) == FREELY
    assert send(client, event, ELSEWHERE).status_code == 303
    with app.app_context():
        assert rsvps.counts(event.id).confirmed == FREELY + 1


@pytest.mark.soak
def test_ten_thousand_forged_rsvps_leave_fifty_at_most(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    token = form(client, event)
    sent = 0
    for number in range(10_000):
        fresh = form(client, event) if number % 100 == 0 else token
        sent += send(client, event, token=fresh).status_code == 303

    with app.app_context():
        assert rsvps.counts(event.id).confirmed <= 50
    assert send(client, event, ELSEWHERE).status_code == 303
