"""A team's programs read with a token what it is for, until it ends; nobody else does."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import accounts, audit
from app.accounts import Scope
from app.platform import moment
from app.platform.db import transaction
from tests.api.test_events import described
from tests.makers import a_party, an_act, an_event
from tests.makers.desk import a_desk, press

EVENTS, NUMBERS = "/api/v1/team/events", "/api/v1/team/events/{slug}/numbers"
PAGE = "/desk/team/tokens"


def a_token(app: Flask, *scopes: Scope, team_id: int = 1, days: int = 30) -> dict[str, str]:
    """Make a token and return the header that a program sends."""
    with app.app_context(), transaction():
        wanted = frozenset(scopes or Scope)
        token = accounts.make_api_token(team_id, "Site", wanted, days, an_act())
    return {"Authorization": f"Bearer {token}"}


def test_a_program_reads_its_teams_events_and_drafts(app: Flask, client: FlaskClient) -> None:
    an_event(app, slug="rally")
    an_event(app, slug="draft", published=False)

    told = described("/team/events", client.get(EVENTS, headers=a_token(app)))

    assert {event["slug"]: event["state"] for event in told["events"]} == {
        "rally": "published",
        "draft": "draft",
    }


def test_a_program_reads_numbers_of_people(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, slug="rally", capacity=3)
    a_party(app, event, people=3)
    a_party(app, event, people=2)

    answer = client.get(NUMBERS.format(slug="rally"), headers=a_token(app, Scope.NUMBERS))

    told = described("/team/events/{slug}/numbers", answer)
    assert told == {"confirmed": 3, "waiting": 2, "capacity": 3, "counted": 0}
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_events_and_numbers_of_another_team_are_not_there(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction():
        other = accounts.add_team("Other", accounts.add("omid@example.org", an_act()), an_act())
    an_event(app, slug="theirs", team_id=other)
    ours = a_token(app)

    listed = client.get(EVENTS, headers=ours).get_json()["events"]
    asked = [client.get(NUMBERS.format(slug=slug), headers=ours) for slug in ("theirs", "never")]

    assert listed == []
    assert [answer.status_code for answer in asked] == [404, 404]
    assert asked[0].data == asked[1].data


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer x", f"Bearer {'0' * 26}", "Basic YTpi"])
def test_without_a_token_nothing_is_told(app: Flask, client: FlaskClient, sent: str) -> None:
    a_token(app)

    answer = client.get(EVENTS, headers={"Authorization": sent} if sent else {})

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_token_is_for_its_scopes_alone(app: Flask, client: FlaskClient) -> None:
    an_event(app, slug="rally")
    paths = {Scope.EVENTS: EVENTS, Scope.NUMBERS: NUMBERS.format(slug="rally")}

    allowed = {
        scope: [
            client.get(path, headers=a_token(app, scope)).status_code for path in paths.values()
        ]
        for scope in paths
    }

    assert allowed == {Scope.EVENTS: [200, 403], Scope.NUMBERS: [403, 200]}


def test_a_token_ends_on_its_day(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, now, known = a_token(app, days=7), moment.now(), []

    for days in (6, 8):
        monkeypatch.setattr(moment, "now", lambda days=days: now + timedelta(days=days))
        known.append(client.get(EVENTS, headers=token).status_code)

    assert known == [200, 401]


def test_a_token_is_made_shown_once_used_and_ended_at_the_desk(
    app: Flask, client: FlaskClient
) -> None:
    desk = a_desk(app)

    made = press(desk, PAGE, label="Our site", numbers="y", days=30).text
    token = made.split('<code class="copy" dir="ltr">')[1].split("<")[0]
    before = desk.get(PAGE).text
    client.get(EVENTS, headers={"Authorization": f"Bearer {token}"})
    an_event(app, slug="rally")
    path, sent = NUMBERS.format(slug="rally"), {"Authorization": f"Bearer {token}"}
    used = client.get(path, headers=sent).status_code
    after = desk.get(PAGE).text
    with app.app_context():
        number = accounts.api_tokens_of(1)[0].id
    press(desk, PAGE, f"{PAGE}/{number}/revoke")

    assert token not in before
    assert ("never used" in before, "used last on" in after) == (True, True)
    assert (used, client.get(path, headers=sent).status_code) == (200, 401)
    with app.app_context():
        done = [deed.what for deed in audit.deeds_of([], [o.organiser_id for o in _team()])]
    assert {"api token made", "api token revoked"} <= set(done)


def _team() -> list[accounts.Member]:
    return accounts.members_of(accounts.FIRST_TEAM)


@pytest.mark.parametrize("fields", [{}, {"label": "Site"}, {"label": "x" * 61, "events": "y"}])
def test_a_token_needs_a_word_and_something_to_read(app: Flask, fields: dict[str, str]) -> None:
    assert press(a_desk(app), PAGE, days=30, **fields).status_code == 422
