"""Who runs the instance watches over it by a token; nobody else, and people are not counted."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import accounts
from app.accounts import Scope
from app.platform import moment
from app.platform.db import transaction
from tests.api.test_team import a_token
from tests.makers import a_party, an_act, an_event
from tests.rsvps.test_levels import ask


def read(client: FlaskClient, headers: dict[str, str]) -> dict[str, float]:
    lines = client.get("/metrics", headers=headers).text.splitlines()
    told = (line.split() for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in told}


def test_the_numbers_say_how_the_instance_does(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = a_party(app, an_event(app))
    with app.app_context():
        ask(secret)
    headers = a_token(app, Scope.METRICS)
    now = moment.now() + timedelta(minutes=5)
    monkeypatch.setattr(moment, "now", lambda: now)

    told = read(client, headers)

    assert (told["turnout_letters_due"], told["turnout_letters_given_up"]) == (1, 0)
    assert told["turnout_letters_oldest_seconds"] >= 300
    assert told["turnout_events_coming"] == 1


def test_only_a_token_of_who_runs_it_reads_them(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction():
        other = accounts.add_team("Other", accounts.add("omid@example.org", an_act()), an_act())
    statuses = [
        client.get("/metrics", headers=headers).status_code
        for headers in (
            {},
            a_token(app, Scope.NUMBERS),
            a_token(app, Scope.METRICS, team_id=other),
            a_token(app, Scope.METRICS),
        )
    ]

    assert statuses == [401, 403, 403, 200]
