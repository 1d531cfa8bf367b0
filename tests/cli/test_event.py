"""The commands about events: what they print, what they refuse, and how they end."""

import json
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from tests.makers import a_party, an_event

PLAIN = ("--title", "Rally", "--date", "2027-02-06", "--place", "Paris")


def run(app: Flask, *typed: object) -> Result:
    return app.test_cli_runner().invoke(args=["event", *map(str, typed)])


def said(result: Result) -> Any:  # from JSON
    """Return the JSON that a command printed last; everything else went to stderr."""
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    return json.loads(line)


def test_an_event_is_a_draft_unless_it_is_published(app: Flask, client: FlaskClient) -> None:
    draft = said(run(app, "add", *PLAIN))["slug"]
    public = said(run(app, "add", *PLAIN, "--publish"))["slug"]

    assert (draft, public) == ("rally", "rally-2")
    assert client.get(f"/en/e/{draft}").status_code == 404
    assert client.get(f"/en/e/{public}").status_code == 200


def test_how_an_event_stands_is_told_in_people(app: Flask) -> None:
    event = an_event(app, capacity=5)
    for people in (3, 2, 4):
        a_party(app, event, people)

    told = said(run(app, "show", event.slug, "--json"))

    counted = {"confirmed": 5, "waiting": 4, "counted": 0, "capacity": 5, "waitlist": True}
    assert {name: told[name] for name in counted} == counted
    assert (told["state"], told["revision"], told["sequence"]) == ("published", 1, 0)


def test_an_event_of_the_past_is_past(app: Flask) -> None:
    slug = said(
        run(app, "add", "--title", "R", "--date", "2025-02-08", "--place", "P", "--publish")
    )

    assert said(run(app, "show", slug["slug"]))["state"] == "past"


def test_everything_can_be_said_at_once(app: Flask) -> None:
    options = ("--time", "14:30", "--timezone", "Europe/Rome", "--capacity", 7, "--no-waitlist")

    told = said(run(app, "show", said(run(app, "add", *PLAIN, *options))["slug"]))

    shown = {name: told[name] for name in ("date", "time", "timezone", "capacity", "waitlist")}
    assert shown == {
        "date": "2027-02-06",
        "time": "14:30",
        "timezone": "Europe/Rome",
        "capacity": 7,
        "waitlist": False,
    }


@pytest.mark.parametrize(
    ("changed", "revision", "sequence"),
    [
        (("--time", "15:00"), 2, 1),
        (("--time", "none"), 2, 1),
        (("--date", "2027-03-06"), 2, 1),
        (("--place", "Lyon"), 2, 0),
        (("--lang", "fa", "--title", "گردهمایی"), 2, 0),
        (("--contact", "us@example.org"), 2, 0),
        (("--title", "Rally"), 1, 0),
    ],
    ids=str,
)
def test_a_change_counts_up_what_it_changes(
    app: Flask, changed: tuple[str, ...], revision: int, sequence: int
) -> None:
    slug = said(run(app, "add", *PLAIN, "--time", "14:00", "--publish"))["slug"]

    told = said(run(app, "set", slug, *changed))

    assert (told["revision"], told["sequence"]) == (revision, sequence)


def test_calling_off_is_told_and_final(app: Flask, client: FlaskClient) -> None:
    slug = an_event(app).slug

    told = said(run(app, "cancel", slug, "--json"))
    after = run(app, "set", slug, "--place", "Lyon")

    assert (told["state"], told["sequence"]) == ("cancelled", 1)
    assert (after.exit_code, after.stdout) == (1, "")
    assert "This event is cancelled" in client.get(f"/en/e/{slug}").text


def test_all_events_are_listed(app: Flask) -> None:
    an_event(app, slug="one")
    an_event(app, slug="two", published=False)

    assert sorted(said(run(app, "list"))["events"]) == ["one", "two"]


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        (("add", "--title", "R", "--date", "2027-02-06"), 2, "--place"),
        (("add", *PLAIN, "--date", "tomorrow"), 2, "not a day"),
        (("add", *PLAIN, "--time", "25:00"), 2, "not an hour"),
        (("add", *PLAIN, "--time", "14:00+02:00"), 2, "not an hour"),
        (("add", *PLAIN, "--capacity", "0"), 2, "capacity"),
        (("add", *PLAIN, "--lang", "de"), 2, "lang"),
        (("add", *PLAIN, "--timezone", "Paris"), 1, "timezone"),
        (("add", *PLAIN, "--slug", "Not A Slug"), 1, "slug"),
        (("add", *PLAIN, "--campaign", "nothing"), 1, "campaign"),
        (("add", *PLAIN[2:], "--title", "   "), 1, "title"),
        (("add", *PLAIN, "--access", "lift=yes"), 1, "access"),
        (("add", *PLAIN, "--access", "metres=0"), 1, "metres"),
        (("show", "nothing"), 3, "nothing"),
        (("set", "nothing", "--title", "R"), 3, "nothing"),
        (("cancel", "nothing"), 3, "nothing"),
    ],
    ids=str,
)
def test_what_cannot_be_ends_with_a_line_and_a_code(
    app: Flask, typed: tuple[str, ...], code: int, words: str
) -> None:
    result = run(app, *typed)

    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("option", "most"),
    [
        ("--called-by", 200),
        ("--contact", 200),
        ("--summary", 500),
        ("--directions", 1000),
        ("--bring", 1000),
        ("--description", 10_000),
    ],
)
def test_a_text_that_is_too_long_is_refused_whole(app: Flask, option: str, most: int) -> None:
    event = an_event(app)

    fits = run(app, "set", event.slug, option, "م" * most)
    ended = run(app, "set", event.slug, option, "م" * (most + 1))

    name = option.removeprefix("--").replace("-", "_")
    assert fits.exit_code == 0
    assert ended.exit_code == 1
    assert ended.stderr == f"{name} cannot be used: longer than {most} characters.\n"


def test_facts_are_added_changed_and_taken_back(app: Flask) -> None:
    slug = said(run(app, "add", *PLAIN, "--access", "step-free=yes", "--access", "metres=900"))

    told = said(run(app, "set", slug["slug"], "--access", "step-free=no", "--access", "metres="))

    assert told["accessibility"] == {"step-free": "no"}


def test_fewer_places_than_people_change_nothing(app: Flask) -> None:
    event = an_event(app, capacity=5)
    a_party(app, event, 4)

    result = run(app, "set", event.slug, "--capacity", 3, "--place", "Lyon")

    assert result.exit_code == 1
    assert "4 people" in result.stderr
    assert said(run(app, "show", event.slug))["revision"] == event.revision
