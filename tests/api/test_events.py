"""The API answers as its description says, with what is public and nothing else."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from app import events
from app.platform.db import transaction
from tests.calendar.entries import HOSTILE
from tests.counting import statements
from tests.makers import a_party, an_act, an_event, words
from tests.makers.sites import CAMPAIGN, a_site

DESCRIPTION = json.loads((Path(__file__).parents[2] / "app/api/openapi.json").read_text("utf-8"))


def described(path: str, answer: TestResponse) -> dict[str, Any]:
    """Return the JSON of an answer, once it is as the description says."""
    (response,) = [
        operation["responses"][str(answer.status_code)]
        for operation in [DESCRIPTION["paths"][path]["get"]]
    ]
    told: dict[str, Any] = answer.get_json(force=True)
    schema = {
        **response["content"][answer.mimetype]["schema"],
        "components": DESCRIPTION["components"],
    }
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(told)
    return told


def test_the_description_is_openapi(client: FlaskClient) -> None:
    told = client.get("/api/v1/openapi.json").get_json()

    validate(told)
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "http://127.0.0.1:8000/api/v1"}]


def test_every_route_is_described_and_every_description_is_a_route(app: Flask) -> None:
    routes = {
        rule.rule.removeprefix("/api/v1").replace("<slug:slug>", "{slug}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.endpoint not in {"api.nothing", "api.nowhere"}
    }

    assert routes == set(DESCRIPTION["paths"])


def test_everything_public_is_told_as_described(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)

    listed = described("/events", client.get("/api/v1/events"))
    past = described("/events", client.get("/api/v1/events?past=1"))
    one = described("/events/{slug}", client.get(f"/api/v1/events/{site.coming}"))
    campaigns = described("/campaigns", client.get("/api/v1/campaigns"))
    campaign = described("/campaigns/{slug}", client.get(f"/api/v1/campaigns/{CAMPAIGN}"))

    assert one in listed["events"]
    assert {event["state"] for event in listed["events"]} == {"published", "cancelled"}
    assert [event["slug"] for event in past["events"]] == [site.past]
    assert campaigns["campaigns"][0]["slug"] == campaign["slug"] == CAMPAIGN
    assert campaign["figures"]


def test_an_event_is_told_in_all_its_languages(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, title="Rally")
    with app.app_context(), transaction():
        events.reword(event.id, "fa", words(title="گردهمایی"), an_act())

    told = described("/events/{slug}", client.get(f"/api/v1/events/{event.slug}"))

    assert {code: text["title"] for code, text in told["texts"].items()} == {
        "en": "Rally",
        "fa": "گردهمایی",
    }
    assert (told["starts_at"], told["timezone"]) == ("14:00", "Europe/Paris")
    assert told["uid"] == event.uid


def test_an_event_without_its_new_date_says_so(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    with app.app_context(), transaction():
        events.postpone(event.id, None, {}, an_act())

    told = described("/events/{slug}", client.get(f"/api/v1/events/{event.slug}"))

    assert (told["state"], told["is_open"]) == ("postponed", True)
    assert told["starts_on"] == event.starts_on.isoformat()


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_written_is_told(app: Flask, client: FlaskClient, name: str) -> None:
    event = an_event(app, title=f"x{HOSTILE[name][:150]}", description=HOSTILE[name][:900])

    told = described("/events/{slug}", client.get(f"/api/v1/events/{event.slug}"))

    assert told["texts"]["en"]["description"] == event.texts["en"].description


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=vigil", ["vigil"]),
        ("city=lyon", ["vigil"]),
        ("language=fa", []),
        ("language=en", ["rally", "vigil"]),
        ("from=2000-01-01&to=2000-01-02", []),
        ("campaign=none", []),
        ("page=2", []),
    ],
)
def test_lists_are_searched_and_filtered(
    app: Flask, client: FlaskClient, query: str, found: list[str]
) -> None:
    an_event(app, slug="rally", title="Rally")
    an_event(app, slug="vigil", title="Vigil", place="Lyon")

    told = described("/events", client.get(f"/api/v1/events?{query}"))

    assert [event["slug"] for event in told["events"]] == found


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        f"page={'9' * 40}",
        "page=۲",
        "from=2025-02-31",
        "language=xx",
        "past=2",
        "sort=x",
    ],
)
def test_what_cannot_be_read_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/events?{query}")

    assert answer.status_code == 422
    assert query.partition("=")[0] in described("/events", answer)["detail"]


@pytest.mark.parametrize("path", ["events/nothing", "campaigns/nothing"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 404
    described(f"/{path.partition('/')[0]}/{{slug}}", answer)


@pytest.mark.parametrize("path", ["", "nowhere", "events/a/b"])
def test_unknown_paths_answer_in_json_too(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_nothing_can_be_written(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/api/v1/events", json={})

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_draft_and_those_who_come_are_not_told(app: Flask, client: FlaskClient) -> None:
    draft = an_event(app, published=False, title="Nobody knows")
    event = an_event(app, capacity=40)
    a_party(app, event, people=13)

    everything = client.get("/api/v1/events?q=n").text + client.get("/api/v1/events").text

    assert client.get(f"/api/v1/events/{draft.slug}").status_code == 404
    assert "Nobody knows" not in everything
    assert "13" not in json.dumps(list(json.loads(client.get("/api/v1/events").text)["events"][0]))


def test_who_has_an_answer_is_told_so(app: Flask, client: FlaskClient) -> None:
    slug = an_event(app).slug
    for path in ("/api/v1/events", f"/api/v1/events/{slug}", "/api/v1/events?q=rally"):
        tag = client.get(path).headers["ETag"]

        answer = client.get(path, headers={"If-None-Match": tag})

        assert (answer.status_code, answer.data) == (304, b""), path


def test_every_site_may_ask_and_gets_no_cookie(client: FlaskClient) -> None:
    for path in ("/api/v1/events", "/api/v1/nowhere"):
        headers = client.get(path).headers

        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in headers


def test_many_events_take_as_many_questions_as_few(app: Flask, client: FlaskClient) -> None:
    an_event(app)
    with statements(app) as few:
        client.get("/api/v1/events?city=place")
    for _ in range(9):
        an_event(app)

    with statements(app) as many:
        client.get("/api/v1/events?city=place")

    assert len(many) == len(few) <= 4
