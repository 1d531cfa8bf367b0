"""The commands about needs: what they print, and how they refuse."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import volunteers
from app.cli.demo import load_sample
from tests.makers import a_schedule, an_act, an_event
from tests.makers.volunteering import a_need, a_volunteer


def run(app: Flask, *typed: object) -> Result:
    return app.test_cli_runner().invoke(args=["need", *map(str, typed)])


def said(result: Result) -> Any:  # from JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout.splitlines()[-1])


def add(app: Flask, slug: str, start: str, end: str, **more: object) -> Result:
    options = {"role": "steward", "min": 2, "max": 5, **more}
    typed = [part for name, value in options.items() for part in (f"--{name}", value)]
    return run(app, "add", slug, "--start", start, "--end", end, *typed)


def test_a_need_is_added_and_shown(app: Flask) -> None:
    event = an_event(app, schedule=a_schedule(date(2028, 5, 6)))

    need = said(add(app, event.slug, "2028-05-06T13:30", "2028-05-06T16:00"))["need"]

    assert said(run(app, "show", event.slug)) == {
        "needs": [
            {
                "need": need,
                "role": "steward",
                "start": "2028-05-06T13:30",
                "end": "2028-05-06T16:00",
                "min": 2,
                "max": 5,
                "confirmed": 0,
                "waiting": 0,
            }
        ]
    }


def test_what_is_taken_is_counted(app: Flask) -> None:
    event = an_event(app)
    need = a_need(app, event, most=3)
    for _ in range(2):
        a_volunteer(app, event, need)

    (shown,) = said(run(app, "show", event.slug))["needs"]

    assert (shown["confirmed"], shown["waiting"]) == (2, 0)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2028-05-06T22:00", "2028-05-07T02:00", 4),
        ("2028-03-26T01:00", "2028-03-26T04:00", 2),
        ("2028-10-29T01:00", "2028-10-29T04:00", 4),
    ],
)
def test_local_times_are_read_on_the_clocks_of_the_event(
    app: Flask, start: str, end: str, hours: int
) -> None:
    event = an_event(app, schedule=a_schedule(date(2028, 5, 6)))

    said(add(app, event.slug, start, end))

    with app.app_context():
        (need,) = volunteers.needs(event.id)
    (shown,) = said(run(app, "show", event.slug))["needs"]
    assert need.shift.length.total_seconds() == hours * 3600
    assert (shown["start"], shown["end"]) == (start, end)


@pytest.mark.parametrize(
    ("start", "end", "more", "words"),
    [
        ("2028-05-06T13:30", "2028-05-06T13:30", {}, "before start"),
        ("2028-05-06T13:30", "2028-05-08T13:30", {}, "too long"),
        ("2028-05-06T13:30", "2028-05-06T16:00", {"min": 6}, "more than most"),
        ("2028-05-06T13:30", "2028-05-06T16:00", {"role": "convenor"}, "steward"),
        ("2028-05-06T13:30+02:00", "2028-05-06T16:00", {}, "local time"),
        ("tomorrow", "2028-05-06T16:00", {}, "not a time"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    app: Flask, start: str, end: str, more: dict[str, object], words: str
) -> None:
    event = an_event(app, schedule=a_schedule(date(2028, 5, 6)))

    result = add(app, event.slug, start, end, **more)

    assert result.exit_code != 0
    assert words in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("deed", [["show"], ["add", "--role", "sound"]])
def test_an_unknown_event_is_not_found(app: Flask, deed: list[str]) -> None:
    name, *options = deed
    if name == "add":
        options += ["--start", "2028-05-06T13:30", "--end", "2028-05-06T16:00"]
        options += ["--min", "1", "--max", "1"]

    result = run(app, name, "no-such-event", *options)

    assert (result.exit_code, result.stdout) == (3, "")


def test_the_sample_rally_asks_for_hands_with_some_found(context: Flask) -> None:
    load_sample(an_act(datetime(2027, 1, 4, tzinfo=UTC)))

    shown = said(run(context, "show", "sample-denfert-rochereau"))["needs"]

    taken = [(need["role"], need["confirmed"], need["max"]) for need in shown]
    assert len(taken) == 10
    assert ("legal-observer", 2, 2) in taken
    assert ("welcome", 0, 4) in taken
