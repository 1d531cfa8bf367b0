"""A flood of claims from one network costs its sender, and nothing typed is lost."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, volunteers
from tests.makers import an_event, token_in
from tests.makers.instances import an_instance, settings_for
from tests.makers.volunteering import a_need
from tests.public.rsvps.test_effort import solved

CROWD, ELSEWHERE = "203.0.113.7", "198.51.100.9"
FREELY = 20


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Return an instance that slows sources down."""
    return an_instance(settings_for(tmp_path, limits=True))


def send(
    client: FlaskClient, event: events.Event, need: int, source: str = CROWD, **fields: str
) -> TestResponse:
    path = f"/en/e/{event.slug}/volunteer"
    token = fields.pop("token", None) or token_in(client.get(path).get_data(as_text=True))
    filled = {"need": str(need), "handle": "Mina", "token": token, **fields}
    return client.post(path, data=filled, environ_base={"REMOTE_ADDR": source})


def test_past_the_free_ones_work_opens_the_way_and_other_networks_are_left_alone(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    need, other = a_need(app, event, most=99), a_need(app, event, "sound", most=99)
    free = [send(client, event, need).status_code for _ in range(FREELY)]

    asked = send(client, event, need, handle="Omid")
    page = asked.get_data(as_text=True)
    worked = send(client, event, need, token=token_in(page), effort=solved(page), handle="Omid")
    elsewhere = send(client, event, other, ELSEWHERE)

    assert free == [303] * FREELY
    assert asked.status_code == 429
    assert 'value="Omid"' in page
    assert f'name="need" value="{need}"' in page
    assert f'name="need" value="{other}"' not in page
    assert (worked.status_code, elsewhere.status_code) == (303, 303)
    with app.app_context():
        assert volunteers.get_need(event.id, need).taken == FREELY + 1
