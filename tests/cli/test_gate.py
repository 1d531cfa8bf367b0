"""The commands about gates: a link for a phone, and how many people came."""

import json
import re
from typing import Any

from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from app import checkin
from tests.makers import an_event
from tests.makers.gate import a_device, a_ticket, take
from tests.makers.phone import Phone, scan, tally


def run(app: Flask, *typed: str) -> Result:
    return app.test_cli_runner().invoke(args=typed)


def said(result: Result) -> Any:  # from JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout.splitlines()[-1])


def secret_in(link: str) -> str:
    found = re.fullmatch(r"http://127\.0\.0\.1:8000/gate/enrol#([0-9A-Z]{26})", link)
    assert found, link
    return found[1]


def test_a_link_enrols_a_phone_that_may_count_at_once(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)

    link = said(run(app, "gate", "enrol", event.slug, "--gate", "North"))["link"]

    assert Phone(client).enrol(secret_in(link)).get_json()["state"] == "confirmed"
    with app.app_context():
        assert [device.gate for device in checkin.devices(event.id)] == ["North"]


def test_with_ask_somebody_has_to_confirm_it(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)

    link = said(run(app, "gate", "enrol", event.slug, "--ask"))["link"]

    assert Phone(client).enrol(secret_in(link)).get_json()["state"] == "waiting"


def test_each_link_is_another_one(app: Flask) -> None:
    event = an_event(app)

    links = {said(run(app, "gate", "enrol", event.slug))["link"] for _ in range(3)}

    assert len(links) == 3


def test_an_event_that_is_not_there_is_said_to_be_not_found(app: Flask) -> None:
    result = run(app, "gate", "enrol", "nothing")

    assert (result.exit_code, result.stdout) == (3, "")


def test_an_entrance_needs_a_name_that_fits(app: Flask) -> None:
    event = an_event(app)

    for name in (" ", "x" * 41):
        result = run(app, "gate", "enrol", event.slug, "--gate", name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "gate cannot be used" in result.stderr


def test_the_people_counted_are_those_with_a_pass_and_those_without(app: Flask) -> None:
    event = an_event(app)
    before = said(run(app, "event", "show", event.slug))["counted"]
    with app.app_context():
        ticket = a_ticket(app, event, people=3)
        take(a_device(event), [scan(ticket, 3), scan(ticket, 3), tally(5), tally(-1)])

    assert before == 0
    assert said(run(app, "event", "show", event.slug))["counted"] == 7
