"""A page asks the database as often for many rows as for few, and not often."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import statements
from tests.makers import TODAY, a_party, a_schedule, an_event
from tests.makers.sites import CAMPAIGN, a_site

MOST = {
    "/": 8,
    "/events": 7,
    "/events?q=rally": 8,
    "/about": 0,
    "/privacy": 0,
    "/accessibility": 0,
    f"/c/{CAMPAIGN}": 8,
    "/e/{coming}": 8,
    "/e/{coming}/rsvp": 5,
    "/e/{coming}/poster": 3,
    "/p/{confirmed}": 10,
    "/p/{waiting}": 9,
}


def asked(app: Flask, client: FlaskClient, path: str) -> int:
    with statements(app) as seen:
        assert client.get(f"/en{path}").status_code == 200
    return len(seen)


def test_every_page_asks_a_few_questions(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)
    paths = {
        path: path.format(coming=site.coming, confirmed=site.confirmed, waiting=site.waiting)
        for path in MOST
    }

    counted = {name: asked(app, client, path) for name, path in paths.items()}

    assert {name: count for name, count in counted.items() if count > MOST[name]} == {}


@pytest.mark.parametrize("path", ["/", "/events", "/events?q=rally"])
def test_more_events_ask_no_more_questions(app: Flask, client: FlaskClient, path: str) -> None:
    for days in (1, -1):
        an_event(app, schedule=a_schedule(TODAY + timedelta(days=days)))
    with_few = asked(app, client, path)
    for days in (*range(2, 9), *range(-8, -1)):
        an_event(app, schedule=a_schedule(TODAY + timedelta(days=days)))

    assert asked(app, client, path) == with_few


def test_a_longer_line_asks_no_more_questions(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, capacity=1)
    secret = [a_party(app, event) for _ in range(2)][1]
    with_few = asked(app, client, f"/p/{secret}")
    last = [a_party(app, event) for _ in range(8)][-1]

    assert asked(app, client, f"/p/{last}") == with_few


def test_a_kept_page_asks_nothing(app: Flask, client: FlaskClient) -> None:
    path = f"/e/{an_event(app).slug}"
    client.get(f"/en{path}")

    assert asked(app, client, path) == 0
