"""Every route, asked by everybody, about what is theirs, somebody else's, deleted and a draft.

What is not there for somebody is answered byte for byte like what never was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import accounts
from app.accounts import Role
from app.platform import mail
from app.platform.db import transaction
from tests.makers import an_act
from tests.makers.desk import a_desk, token_of
from tests.matrix.rows import ROWS, About, Audience, Row
from tests.matrix.world import OURS, THEIRS, Values, Whose, World, a_secret, furnished

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOT_THERE = tuple(whose for whose in Whose if whose not in {Whose.OWN, Whose.NEVER})
# What stands in an address without being about anything that could be somebody else's.
PARTS: Values = {
    "lang": "en",
    "name": "about",
    "anything": "x",
    "filename": "css/site.css",
    "size": 192,
    "version": "x",
    "path": "x",
    "code": "en",
    "rest": "x",
    "part": 1,
    "kind": "json",
    "slug": "x",
}
_IN = {Audience.ANYBODY, Audience.ORGANISER, Audience.SEER}
# The audiences to which somebody belongs.
ALSO = {
    Audience.ANYBODY: {Audience.ANYBODY},
    Audience.SEER: _IN,
    Audience.EDITOR: _IN | {Audience.EDITOR},
    Audience.COORDINATOR: _IN | {Audience.COORDINATOR},
    Audience.GATE_LEAD: _IN | {Audience.GATE_LEAD},
    Audience.OWNER: set(Audience) - {Audience.DEVICE, Audience.PROGRAM},
}
ROLES = {
    Audience.SEER: Role.VIEWER,
    Audience.EDITOR: Role.EDITOR,
    Audience.COORDINATOR: Role.COORDINATOR,
    Audience.GATE_LEAD: Role.GATE_LEAD,
}
# Those of the public see no drafts; those of the desk do.
SEES_DRAFTS = {About.DESK_EVENT, About.NEED, About.KIND, About.QUESTION, About.HOST_LINK}


@dataclass(frozen=True, slots=True)
class Question:
    """A route and a method."""

    rule: Rule
    method: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule.endpoint}"

    @property
    def row(self) -> Row:
        """Return what is said about the route."""
        return ROWS[self.rule.endpoint]

    def path(self, app: Flask, values: Values) -> str:
        """Return the address, made of what a thing is named by."""
        parts = {"secret": a_secret(), **PARTS, **values}
        named = {name: parts[name] for name in self.rule.arguments}
        return app.url_map.bind("127.0.0.1").build(self.rule.endpoint, named, self.method)


def questions(app: Flask) -> list[Question]:
    """Return every method of every route."""
    return [
        Question(rule, method)
        for rule in app.url_map.iter_rules()
        for method in METHODS
        if method in (rule.methods or ())
    ]


class Visitor:
    """Somebody who asks, with whatever their browser holds."""

    def __init__(self, browser: FlaskClient, audience: Audience, token_page: str) -> None:
        self.browser = browser
        self.audience = audience
        self._token = token_of(browser, token_page)

    def ask(self, question: Question, values: Values) -> TestResponse:
        """Ask, with the token of the desk's forms if something is sent."""
        path = question.path(self.browser.application, values)
        sent = {"csrf_token": self._token, "reason": "MISTAKE", "role": "viewer", **values}
        return self.browser.open(
            path, method=question.method, data=None if question.method == "GET" else sent
        )

    def may(self, question: Question) -> bool:
        """Tell whether a route is for them."""
        return question.row.audience in ALSO[self.audience]


def told(answer: TestResponse) -> tuple[int, dict[str, str], str]:
    """Return all that an answer says; where to sign in names the address that was asked for."""
    path = answer.request.path
    headers = {
        name: value.replace(path, "…")
        for name, value in answer.headers
        if name not in {"Set-Cookie", "Content-Length"}
    }
    return answer.status_code, headers, answer.get_data(as_text=True).replace(path, "…")


def is_let_in(answer: TestResponse) -> bool:
    """Tell whether somebody got further than to be told that this is not for them."""
    leads_to_login = answer.headers.get("Location", "").startswith("/desk/login")
    return answer.status_code not in {401, 403, 404} and not leads_to_login


@pytest.fixture(params=[Audience.ANYBODY, Audience.OWNER], ids=str)
def visitor(app: Flask, client: FlaskClient, request: pytest.FixtureRequest) -> Visitor:
    """Return those who may least and those who may most."""
    if request.param is Audience.OWNER:
        return Visitor(a_desk(app, OURS), request.param, "/desk/account")
    return Visitor(app.test_client(), request.param, "/desk/login")


@pytest.fixture
def world(app: Flask, tmp_path: Path) -> Iterator[World]:
    """Return a site with everything, from which mail leaves."""
    app.extensions["turnout_mail"] = mail.Maildir(tmp_path / "mail")
    yield furnished(app)
    app.extensions["turnout_mail"] = None


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_route_has_its_line(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ROWS)


def test_what_is_not_theirs_is_as_if_it_never_was(
    app: Flask, world: World, visitor: Visitor
) -> None:
    asked, different = 0, []
    for question in questions(app):
        about = question.row.about
        never = world.named(about, Whose.NEVER)
        if never is None:
            continue
        expected = told(visitor.ask(question, never))
        for whose in NOT_THERE:
            values = world.named(about, whose)
            if values is None or (whose is Whose.DRAFT and about in SEES_DRAFTS):
                continue
            asked += 1
            if told(visitor.ask(question, values)) != expected:
                different.append(f"{question}: {whose}")
    assert different == [], "\n".join(different)
    assert asked > 50


def test_what_never_was_is_not_found(app: Flask, world: World, visitor: Visitor) -> None:
    found = []
    for question in questions(app):
        never = world.named(question.row.about, Whose.NEVER)
        if never is not None and visitor.may(question):
            status = visitor.ask(question, never).status_code
            if status != 404:
                found.append(f"{question}: {status}")
    assert found == [], "\n".join(found)


def test_those_are_let_in_who_may_and_nobody_else(
    app: Flask, world: World, visitor: Visitor
) -> None:
    let_in_where_they_may(app, world, visitor)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("audience", ROLES, ids=str)
def test_each_role_is_let_in_where_it_may_and_nowhere_else(
    app: Flask, world: World, audience: Audience
) -> None:
    desk = a_desk(app, OURS, role=ROLES[audience])
    let_in_where_they_may(app, world, Visitor(desk, audience, "/desk/account"))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_events_of_another_team_are_as_if_they_never_were(app: Flask, world: World) -> None:
    stranger = Visitor(app.test_client(), Audience.OWNER, "/desk/login")
    with app.app_context(), transaction():
        owner = accounts.find(THEIRS)
        assert owner
        key = accounts.begin(owner.id, accounts.Stage.FULL, an_act())
    with stranger.browser.session_transaction("/desk/") as session:
        session["key"] = key
    stranger = Visitor(stranger.browser, Audience.OWNER, "/desk/account")
    asked, different = 0, []

    for question in questions(app):
        values = world.named(question.row.about, Whose.OWN)
        if not question.rule.rule.startswith("/desk/events/<") or values is None:
            continue
        asked += 1
        ours = told(stranger.ask(question, values))
        never = told(stranger.ask(question, {**values, "slug": "never-was"}))
        if ours != never or ours[0] != 404:
            different.append(f"{question}: {ours[0]}, {never[0]}")

    assert different == [], "\n".join(different)
    assert asked > 30


def let_in_where_they_may(app: Flask, world: World, visitor: Visitor) -> None:
    wrong = []
    for question in questions(app):
        about = question.row.about
        for whose in (Whose.OWN, Whose.DRAFT):
            if whose is Whose.DRAFT and about not in SEES_DRAFTS:
                continue
            values = {} if about is About.NOTHING else world.named(about, whose)
            if values is None or question.row.rare:
                continue
            answer = visitor.ask(question, values)
            if is_let_in(answer) is not visitor.may(question):
                wrong.append(f"{question}: {whose}, {answer.status_code}")
    assert wrong == [], "\n".join(wrong)
