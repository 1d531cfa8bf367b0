"""Answering the organisers' questions, without JavaScript, or leaving them alone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import rsvps
from app.platform import i18n
from tests.makers import a_party, a_question, an_event, token_in

WORDS = {
    "en": rsvps.Wording("What would help?", "to arrange it"),
    "fr": rsvps.Wording("Qu’est-ce qui aiderait ?", "pour l’organiser"),
    "fa": rsvps.Wording("چه کمکی می‌خواهید؟", "برای فراهم کردن آن"),
}


def data_of(client: FlaskClient, secret: str) -> list[dict[str, str]]:
    answers: list[dict[str, str]] = client.get(f"/p/{secret}/data.json").json["answers"]  # type: ignore[index] # JSON
    return answers


def test_without_questions_the_page_has_none_and_the_form_never_has(
    app: Flask, client: FlaskClient
) -> None:
    silent, asking = an_event(app), an_event(app)
    a_question(app, asking)
    page = f"/en/e/{asking.slug}/rsvp"

    form = client.get(page).text
    sent = client.post(page, data={"people": 1, "token": token_in(form)})

    assert "Do you eat with us?" not in form
    assert "Do you eat with us?" in client.get(sent.headers["Location"]).text
    assert "Questions from the organisers" not in client.get(f"/en/p/{a_party(app, silent)}").text


@pytest.mark.parametrize("lang", i18n.CODES)
def test_a_question_says_what_for_and_until_when(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app)
    a_question(app, event, WORDS)

    page = client.get(f"/{lang}/p/{a_party(app, event)}").text

    section = page[page.index('id="questions"') :]
    assert WORDS[lang].asks in section
    assert f"\u2068{WORDS[lang].purpose}\u2069" in section
    assert i18n.spoken_date(rsvps.destroy_day(event), lang) in section


def test_answers_are_kept_shown_again_and_taken_back(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    meals, words = a_question(app, event), a_question(app, event, WORDS)
    secret = a_party(app, event)
    here = f"/en/p/{secret}/answers"

    told = client.post(here, data={f"question_{meals}": "2", f"question_{words}": "A <i>lift</i>"})
    page = client.get(told.headers["Location"]).text
    kept = data_of(client, secret)
    client.post(here, data={f"question_{meals}": "", f"question_{words}": " "})

    assert (told.status_code, told.headers["Location"]) == (
        303,
        f"/en/p/{secret}?said=answered#questions",
    )
    assert "Your answers are noted." in page
    assert f'<input checked id="question_{meals}-2"' in page
    assert "A &lt;i&gt;lift&lt;/i&gt;</textarea>" in page
    assert kept == [
        {"question": "Do you eat with us?", "answer": "No"},
        {"question": "What would help?", "answer": "A <i>lift</i>"},
    ]
    assert data_of(client, secret) == []


@pytest.mark.parametrize(("meal", "words"), [("9", ""), ("x", ""), ("", "x" * 501)])
def test_what_is_no_answer_is_asked_again_and_changes_nothing(
    app: Flask, client: FlaskClient, meal: str, words: str
) -> None:
    event = an_event(app)
    meals, open_one = a_question(app, event), a_question(app, event, WORDS)
    secret = a_party(app, event)
    sent = {f"question_{meals}": meal, f"question_{open_one}": words}

    told = client.post(f"/en/p/{secret}/answers", data=sent)

    assert told.status_code == 422
    assert "There is a problem" in told.text
    assert data_of(client, secret) == []


def test_a_question_that_was_taken_back_meanwhile_is_passed_over(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    meals = a_question(app, event)
    secret = a_party(app, event)

    told = client.post(
        f"/en/p/{secret}/answers", data={"question_999": "1", f"question_{meals}": "0"}
    )

    assert told.status_code == 303
    assert data_of(client, secret) == [{"question": "Do you eat with us?", "answer": "Yes"}]
