"""Every command explains itself; organisers, housekeeping and the sample."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import click
import pytest
from click.testing import Result
from flask import Flask

from app import events, rsvps
from app.platform.vault import vault
from tests.makers import a_party, an_event
from tests.makers.desk import press


def run(app: Flask, *typed: str) -> Result:
    return app.test_cli_runner().invoke(args=list(typed))


def said(result: Result) -> Any:  # from JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout.splitlines()[-1])


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command below a group."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


def test_every_command_explains_itself(sqlite_app: Flask) -> None:
    seen = list(commands(sqlite_app.cli))
    for words in seen:
        result = run(sqlite_app, *words, "--help")

        assert result.exit_code == 0, words
        assert "Usage:" in result.stdout, words
    contract = {"serve", "event", "organiser", "courier", "housekeeping", "demo", "need"}
    assert contract <= {words[0] for words in seen}


@pytest.mark.parametrize("command", ["add", "link"])
def test_an_organiser_gets_a_link_that_signs_in(app: Flask, command: str) -> None:
    first = said(run(app, "organiser", "add", "sara@example.org"))
    told = first if command == "add" else said(run(app, "organiser", "link", "sara@example.org"))
    browser = app.test_client()

    answer = press(browser, urlsplit(told["link"]).path)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/account/start")


@pytest.mark.parametrize(
    ("typed", "code"),
    [(("add", "sara@example.org"), 1), (("add", "no address"), 1), (("link", "x@example.org"), 3)],
    ids=str,
)
def test_an_organiser_who_cannot_be_is_refused(
    app: Flask, typed: tuple[str, ...], code: int
) -> None:
    run(app, "organiser", "add", "sara@example.org")

    result = run(app, "organiser", *typed)

    assert (result.exit_code, result.stdout) == (code, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("hours", "ended"), [(47, 0), (49, 1)])
def test_housekeeping_destroys_what_is_due_at_a_moment(app: Flask, hours: int, ended: int) -> None:
    event = an_event(app)
    secret = a_party(app, event)
    moment = event.schedule.over() + timedelta(hours=hours)

    told = said(run(app, "housekeeping", "run", "--now", moment.isoformat()))

    assert (told["events"], told["parties"]) == (ended, ended)
    with app.app_context():
        assert (rsvps.find(secret) is None) is bool(ended)


def test_housekeeping_wants_a_moment(app: Flask) -> None:
    result = run(app, "housekeeping", "run", "--now", "tomorrow")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "2027-02-10T12:00Z" in result.stderr


def test_the_sample_comes_once_and_goes_without_a_trace(app: Flask) -> None:
    ours = an_event(app, slug="ours")
    with app.app_context():
        before = vault().names()

    for _ in range(2):
        assert run(app, "demo").exit_code == 0
    with app.app_context():
        loaded = {event.slug for event in events.every()}
    assert run(app, "demo", "remove").exit_code == 0

    assert loaded == {"ours", "paris-8-february-2025", "sample-denfert-rochereau", "sample-march"}
    with app.app_context():
        assert [event.id for event in events.every()] == [ours.id]
        assert events.campaigns() == []
        assert vault().names() == before
