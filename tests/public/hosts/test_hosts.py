"""Whoever hosts an event by a link sees numbers and enrols phones, and nothing else."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import audit, events, privacy
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event
from tests.makers.phone import Phone, tally
from tests.makers.volunteering import a_need, a_volunteer


def a_host_link(app: Flask, event: events.Event) -> str:
    """Make a link and return its path in English."""
    with app.app_context(), transaction():
        return f"/en/h/{events.add_host_link(event.id, 'Square', an_act())}"


def tiles(page: str) -> dict[str, str]:
    """Return the numbers on a page by their words."""
    return dict(re.findall(r"<div><dt>([^<]*)</dt><dd>(\d+)", page))


def test_a_host_sees_how_many_are_expected_counted_and_missing(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, capacity=5)
    a_party(app, event, people=4)
    a_party(app, event, people=2)
    a_need(app, event, least=3)

    shown = client.get(a_host_link(app, event))

    assert tiles(shown.text) == {
        "people confirmed": "4",
        "people on the waiting list": "2",
        "people counted, at least": "0",
        "volunteers missing": "3",
    }
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in shown.headers


def test_a_host_reads_nobodys_name(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    volunteer = a_volunteer(app, event, a_need(app, event), handle="Canary")
    assert "Canary" in client.get(f"/en/v/{volunteer}").text

    assert "Canary" not in client.get(a_host_link(app, event)).text


def test_a_host_enrols_a_phone_and_it_counts(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    link = a_host_link(app, event)

    made = client.post(f"{link}/phones", data={"gate": "North"}).text
    secret = re.search(r"/gate/enrol#([0-9A-Z]{26})<", made)
    assert secret, "no link on the page"
    phone = Phone(client)
    phone.enrol(secret[1])
    assert phone.match in client.get(link).text
    answer = client.post(f"{link}/phones/confirm", data={"device": phone.name})
    phone.told(tally(7))

    assert (answer.status_code, answer.location) == (303, link)
    assert tiles(client.get(link).text)["people counted, at least"] == "7"
    with app.app_context():
        done = [(deed.what, deed.actor) for deed in audit.deeds_on(event.id)]
    assert done[:2] == [("gate phone confirmed", "host"), ("gate link made", "host")]


@pytest.mark.parametrize("gate", ["", "  ", "x" * 41])
def test_an_entrance_needs_a_name_that_fits(app: Flask, client: FlaskClient, gate: str) -> None:
    link = a_host_link(app, an_event(app))

    assert client.post(f"{link}/phones", data={"gate": gate}).status_code == 422


def test_a_link_opens_nothing_before_the_event_is_public(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, published=False)
    link = a_host_link(app, event)
    before = client.get(link).status_code

    with app.app_context(), transaction():
        events.publish(event.id, an_act())

    assert (before, client.get(link).status_code) == (404, 200)


def test_a_link_ends_when_the_event_is_cancelled(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    link = a_host_link(app, event)

    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    assert client.get(link).status_code == 404


def test_a_link_ends_with_the_event_and_housekeeping_deletes_it(app: Flask) -> None:
    event = an_event(app)
    secret = a_host_link(app, event).removeprefix("/en/h/")
    over = event.schedule.over()

    with app.app_context():
        known = [
            events.find_hosted(secret, moment) is not None
            for moment in (over - timedelta(minutes=1), over)
        ]
        privacy.keep_house(an_act(over))
        left = events.host_links(event.id)

    assert (known, left) == ([True, False], [])


def test_a_short_link_leads_to_the_hosts_language_and_is_kept_by_nobody(
    client: FlaskClient,
) -> None:
    path = f"/h/{'0' * 26}"

    answer = client.get(path, headers={"Accept-Language": "fa"})

    assert (answer.status_code, answer.location) == (302, f"/fa{path}")
    assert answer.headers["Cache-Control"] == "private, no-store"
