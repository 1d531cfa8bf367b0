"""Offers, addresses and approval as visitors and organisers see them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event


def with_rules(app: Flask, rules: rsvps.Rules, capacity: int | None = 2) -> events.Event:
    event = an_event(app, capacity=capacity)
    with app.app_context(), transaction():
        rsvps.set_rules(event.id, rules, an_act())
    return event


def page(client: FlaskClient, secret: str, lang: str = "en", said: str = "") -> str:
    return client.get(f"/{lang}/p/{secret}?said={said}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "2 places are held for you"),
        ("fr", "2 places sont gardées pour vous"),
        ("fa", "۲ جا برای شما نگه داشته شده است"),
    ],
)
def test_an_offer_is_taken_by_a_button(
    app: Flask, client: FlaskClient, lang: str, words: str
) -> None:
    event = with_rules(app, rsvps.Rules(by_offer=True))
    holder, asked = a_party(app, event, people=2), a_party(app, event, people=2)
    client.post(f"/{lang}/p/{holder}/cancel")

    offered = page(client, asked, lang)
    ticket = client.get(f"/p/{asked}/ticket.svg")
    told = client.post(f"/{lang}/p/{asked}/accept")

    assert words in offered
    assert ticket.status_code == 409
    assert told.headers["Location"] == f"/{lang}/p/{asked}?said=accepted"
    assert client.get(f"/p/{asked}/ticket.svg").status_code == 200


def test_an_offer_that_is_gone_says_how_the_party_stands(app: Flask, client: FlaskClient) -> None:
    event = with_rules(app, rsvps.Rules(by_offer=True))
    a_party(app, event, people=2)
    waiting = a_party(app, event)

    told = client.post(f"/en/p/{waiting}/accept")

    assert told.headers["Location"] == f"/en/p/{waiting}?said=ended"
    assert "The place was not held any longer." in page(client, waiting, said="ended")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (rsvps.Entry.ADDRESS, "asks for a confirmed e-mail address"),
        (rsvps.Entry.APPROVAL, "look at each answer before a place is certain"),
    ],
)
def test_the_form_says_before_what_a_place_takes(
    app: Flask, client: FlaskClient, entry: rsvps.Entry, words: str
) -> None:
    event = with_rules(app, rsvps.Rules(entry=entry))

    form = client.get(f"/en/e/{event.slug}/rsvp").get_data(as_text=True)
    pending = page(client, a_party(app, event))

    assert words in form
    assert "Your place is not certain yet" in pending
    assert "Your places are held until" in pending
