"""The commands about series: what they make, print and refuse."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests.makers import TODAY, a_schedule, an_event

TUESDAY = TODAY + timedelta(days=7 + (1 - TODAY.weekday()) % 7)
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"


def run(app: Flask, *typed: object) -> Result:
    return app.test_cli_runner().invoke(args=["series", *map(str, typed)])


def said(result: Result) -> Any:  # from JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def in_weeks(number: int) -> date:
    return TUESDAY + timedelta(weeks=number)


def test_a_series_is_started_extended_and_ended(app: Flask) -> None:
    for slug in ("paris", "lyon"):
        an_event(app, slug=slug, schedule=a_schedule(TUESDAY))
    ahead = (TODAY + timedelta(weeks=8) - TUESDAY).days // 7

    started = said(run(app, "start", "tuesdays", "--from", "paris", "--rule", WEEKLY))
    added = said(run(app, "add", "tuesdays", "--from", "lyon", "--rule", f"{WEEKLY};COUNT=3"))
    ended = said(run(app, "end", "tuesdays", "--date", in_weeks(2)))
    skipped = said(run(app, "skip", "tuesdays", "--date", in_weeks(9)))

    assert started == {"series": "tuesdays", "made": ahead}
    assert (added["made"], ended["made"], skipped["made"]) == (2, 0, 0)


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        (("start", "tuesdays", "--from", "nothing", "--rule", WEEKLY), 3, "nothing"),
        (("start", "tuesdays", "--from", "paris", "--rule", "FREQ=DAILY"), 1, "rule"),
        (("add", "nothing", "--from", "paris", "--rule", WEEKLY), 3, "nothing"),
        (("skip", "nothing", "--date", "2027-02-09"), 3, "nothing"),
        (("end", "nothing", "--date", "2027-02-09"), 3, "nothing"),
        (("end", "tuesdays", "--date", "soon"), 2, "not a day"),
    ],
    ids=str,
)
def test_what_cannot_be_ends_with_a_line_and_a_code(
    app: Flask, typed: tuple[str, ...], code: int, words: str
) -> None:
    an_event(app, slug="paris", schedule=a_schedule(TUESDAY))

    result = run(app, *typed)

    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
