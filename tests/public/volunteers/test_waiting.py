"""Wait for a full shift, and take or decline what is held, by buttons alone."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import volunteers
from app.platform.db import transaction
from tests.makers import an_act, an_event, token_in
from tests.makers.volunteering import a_need, a_volunteer

WORDS = {
    "en": ("number 1 in line", "A place is held for you", "The shift is yours"),
    "fr": ("numéro 1 dans la file", "Une place est gardée pour vous", "Le créneau est à vous"),
    "fa": ("نفر ۱ در صف", "جایی برای شما نگه داشته شده است", "نوبت مال شماست"),
}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def press(client: FlaskClient, text: str, deed: str, **form: object) -> TestResponse:
    """Press the button of a page that sends its form to where a deed is done."""
    found = re.search(rf'(?:form)?action="([^"]+{re.escape(deed)})"', text)
    assert found, f"no button that leads to {deed}"
    return client.post(found[1], data=form)


@pytest.mark.parametrize("lang", WORDS)
def test_waiting_being_offered_and_taking_it(app: Flask, client: FlaskClient, lang: str) -> None:
    in_line, held, taken = WORDS[lang]
    event = an_event(app)
    need = a_need(app, event, most=1)
    first = a_volunteer(app, event, need, "Mina")
    call = page(client, f"/{lang}/e/{event.slug}/volunteer")

    form = {"token": token_in(call), "handle": "Omid", "need": need}
    own = press(client, call, "?wait=1", **form).headers["Location"]
    waiting = page(client, own)
    with app.app_context(), transaction():
        volunteers.leave(first, need, an_act())
    offered = page(client, own)
    accepted = press(client, offered, "/claim", need=need)

    assert own.endswith("?said=waiting")
    assert in_line in waiting
    assert held in offered
    assert accepted.status_code == 303
    assert taken in page(client, accepted.headers["Location"])


def test_who_has_a_page_waits_and_declines_there(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    full, other = a_need(app, event, most=1), a_need(app, event, begins=5)
    holder = a_volunteer(app, event, full, "Mina")
    secret = a_volunteer(app, event, other, "Omid")

    waits = press(client, page(client, f"/en/v/{secret}"), "/claim?wait=1", need=full)
    with app.app_context(), transaction():
        volunteers.leave(holder, full, an_act())
    declined = press(client, page(client, f"/en/v/{secret}"), "/leave", need=full)

    assert waits.headers["Location"] == f"/en/v/{secret}?said=waiting"
    assert declined.headers["Location"] == f"/en/v/{secret}?said=let_go"
    with app.app_context():
        need = volunteers.get_need(event.id, full)
        assert (need.taken, need.held, need.waiting) == (0, 0, 0)


def test_without_asking_to_wait_a_full_shift_refuses(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event, most=1)
    a_volunteer(app, event, need)
    address = f"/en/e/{event.slug}/volunteer"

    form = {"token": token_in(page(client, address)), "handle": "Omid", "need": need}
    answer = client.post(address, data=form)

    assert answer.status_code == 409
    assert "Wait for a place" in answer.get_data(as_text=True)


def test_what_is_kept_says_for_what_somebody_waits(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event, most=1)
    a_volunteer(app, event, need, "Mina")
    secret = a_volunteer(app, event, need, "Omid")

    answer = client.get(f"/v/{secret}/data.json").json

    assert answer is not None
    (wish,) = answer["wishes"]
    assert (wish["standing"], wish["number"], wish["held_until"]) == ("waiting", 1, None)
