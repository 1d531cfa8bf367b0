"""The command about kinds of place: what it prints, and how it refuses."""

import json
from typing import Any

from click.testing import Result
from flask import Flask

from tests.makers import a_party, an_event


def run(app: Flask, *typed: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(part) for part in typed])


def said(result: Result) -> Any:  # from JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout.splitlines()[-1])


def test_a_kind_is_added_and_the_event_shows_its_numbers(app: Flask) -> None:
    event = an_event(app, language="fr")
    names = ("--name", "Car de Lyon", "--name-fa", "اتوبوس لیون")

    coach = said(run(app, "kind", "add", event.slug, *names, "--capacity", 2))["kind"]
    for _ in range(2):
        a_party(app, event, people=2, seats={coach: 2})

    shown = said(run(app, "event", "show", event.slug))
    assert (shown["confirmed"], shown["waiting"]) == (4, 0)
    assert shown["kinds"] == [
        {
            "kind": coach,
            "name": "Car de Lyon",
            "capacity": 2,
            "waitlist": True,
            "confirmed": 2,
            "held": 0,
            "waiting": 2,
        }
    ]


def test_a_kind_of_no_event_and_without_a_name_is_refused(app: Flask) -> None:
    event = an_event(app)

    unknown = run(app, "kind", "add", "nowhere", "--name", "Coach")
    nameless = run(app, "kind", "add", event.slug, "--name", " ")

    assert (unknown.exit_code, nameless.exit_code) == (3, 1)
