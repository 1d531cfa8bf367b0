"""Organisers ask, read numbers, open what was written, and take a question back."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import a_party, a_question, an_act, an_event
from tests.makers.desk import a_desk, press

PAGE = "/desk/events/rally/questions"
UNLOCK = "/desk/events/rally/unlock"
WORDS = {"en": rsvps.Wording("What would help?", "to arrange it")}
ASKED = {
    "asks_en": "Do you eat with us?",
    "purpose_en": "to cook enough",
    "choices_en": "Yes\r\n\r\nNo\r\n",
    "asks_fa": "با ما غذا می‌خورید؟",
    "purpose_fa": "برای آشپزی",
    "choices_fa": "بله\nنه",
}


@pytest.fixture
def event(app: Flask) -> events.Event:
    return an_event(app, slug="rally")


@pytest.fixture
def desk(app: Flask, event: events.Event) -> FlaskClient:
    return a_desk(app)


def asked(app: Flask, event: events.Event) -> list[rsvps.Wording]:
    with app.app_context():
        return [question.said("fa") for question in rsvps.questions_of(event.id)]


def test_a_question_is_asked_in_each_language(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    told = press(desk, PAGE, **ASKED)

    assert (told.status_code, told.headers["Location"]) == (303, PAGE)
    assert asked(app, event) == [rsvps.Wording("با ما غذا می‌خورید؟", "برای آشپزی", ("بله", "نه"))]
    assert "Do you eat with us?" in desk.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("asks_en", " ", "Enter the question."),
        ("purpose_en", "", "Say what you need the answer for."),
        ("choices_en", "Yes", "Enter two to six choices, or none."),
        ("choices_fa", "بله", "Enter as many choices as in the first language."),
        ("asks_en", "x" * 201, "This is too long: at most 200 characters."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    desk: FlaskClient, field: str, typed: str, said: str
) -> None:
    told = press(desk, PAGE, **{**ASKED, field: typed})

    assert told.status_code == 422
    assert f'<p class="error" id="{field}-error">{said}</p>' in told.text
    assert "Take the question back" not in told.text


def test_numbers_are_shown_by_choice(app: Flask, desk: FlaskClient, event: events.Event) -> None:
    question = a_question(app, event)
    with app.app_context():
        for people in (3, 2):
            secret = a_party(app, event, people=people)
            with transaction():
                rsvps.answer(secret, {question: 1}, an_act())

    page = desk.get(PAGE).text

    row = r'<th scope="row"><bdi>(.*?)</bdi></th><td>(.*?)</td><td>(.*?)</td>'
    assert re.findall(row, page) == [("Yes", "0", "0"), ("Some", "2", "5"), ("No", "0", "0")]


def test_what_was_written_is_opened_by_a_button_and_noted(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    question = a_question(app, event, WORDS)
    with app.app_context():
        secret = a_party(app, event)
        with transaction():
            rsvps.answer(secret, {question: "A <b>lift</b>"}, an_act())

    closed = desk.get(PAGE).text
    press(desk, UNLOCK, why="prepare")
    opened = press(desk, PAGE, f"{PAGE}/{question}/open")

    assert "1 group wrote something." in closed
    assert "lift" not in closed
    assert "A &lt;b&gt;lift&lt;/b&gt;" in opened.text
    assert opened.headers["Cache-Control"] == desk.get(PAGE).headers["Cache-Control"]
    assert "written answers opened" in desk.get("/desk/events/rally").text


def test_a_question_is_taken_back_after_asking(
    app: Flask, desk: FlaskClient, event: events.Event
) -> None:
    question = a_question(app, event)

    page = desk.get(f"{PAGE}/{question}/remove").text
    press(desk, f"{PAGE}/{question}/remove")

    assert "Do you eat with us?" in page
    assert asked(app, event) == []
    assert desk.get(f"{PAGE}/{question}/remove").status_code == 404


@pytest.mark.parametrize("lang", i18n.CODES)
def test_every_page_is_there_in_every_language(
    app: Flask, desk: FlaskClient, event: events.Event, lang: str
) -> None:
    question = a_question(app, event)
    for path in (PAGE, f"{PAGE}/{question}/remove"):
        page = desk.get(f"{path}?lang={lang}")

        assert (page.status_code, path) == (200, path)
        assert "Do you eat with us?" in page.text
