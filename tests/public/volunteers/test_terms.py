"""What a shift asks of people is asked on its page, and held when the form is sent directly."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, volunteers
from app.platform.db import transaction
from app.volunteers import Terms
from tests.makers import an_act, an_event, token_in
from tests.makers.volunteering import HOUR, a_need, a_volunteer

ASKED = {
    "en": "Which of these languages do you speak?",
    "fr": "Lesquelles de ces langues parlez-vous",
    "fa": "به کدام یک از این زبان‌ها صحبت می‌کنید؟",
}


def call(client: FlaskClient, event: events.Event, lang: str = "en") -> str:
    answer = client.get(f"/{lang}/e/{event.slug}/volunteer")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def send(client: FlaskClient, event: events.Event, **form: object) -> TestResponse:
    told = {"token": token_in(call(client, event)), "handle": "Omid", **form}
    return client.post(f"/en/e/{event.slug}/volunteer", data=told)


@pytest.mark.parametrize("lang", ASKED)
def test_languages_are_asked_only_where_one_is_wanted(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    plain, wanting = an_event(app), an_event(app)
    a_need(app, plain)
    a_need(app, wanting, terms=Terms(speakers={"fa": 1}))

    assert ASKED[lang] not in call(client, plain, lang)
    assert ASKED[lang] in call(client, wanting, lang)


def test_the_last_place_is_kept_for_who_speaks_the_language(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    need = a_need(app, event, most=2, terms=Terms(speakers={"fa": 1}))
    a_volunteer(app, event, need, "Mina")

    refused = send(client, event, need=need)
    taken = send(client, event, need=need, speaks="fa")

    assert refused.status_code == 422
    assert "kept for people who speak a language" in refused.get_data(as_text=True)
    assert taken.status_code == 303


def test_a_shift_for_trained_people_asks_for_it(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event, "first-aid", terms=Terms(trained_only=True))

    refused, taken = send(client, event, need=need), send(client, event, need=need, trained="y")

    assert refused.status_code == 422
    assert "only for people who were trained for it" in refused.get_data(as_text=True)
    assert taken.status_code == 303


def test_who_has_a_page_is_told_of_a_stretch_that_is_too_long(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    first, second = a_need(app, event), a_need(app, event, begins=2, hours=4)
    secret = a_volunteer(app, event, first)
    with app.app_context(), transaction():
        volunteers.limit_duty(event.id, volunteers.Limits(HOUR * 5, HOUR), an_act())

    own = client.get(f"/en/v/{secret}").get_data(as_text=True)
    refused = client.post(f"/en/v/{secret}/claim", data={"need": second})

    assert "on duty for too long without a rest" in own
    assert refused.status_code == 409
