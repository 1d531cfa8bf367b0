"""Hand a shift over and accept one, by links and buttons alone."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import volunteers
from tests.makers import an_event, token_in
from tests.makers.volunteering import a_need, a_volunteer

FORGED = "0" * 26
WORDS = {
    "en": ("Make a link for one person", "asks you to take it over", "The shift is yours"),
    "fr": (
        "Créer un lien pour une personne",
        "vous demande de le reprendre",
        "Le créneau est à vous",
    ),
    "fa": ("ساختن پیوند برای یک نفر", "از شما می‌خواهد آن را به عهده بگیرید", "نوبت مال شماست"),
}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def link_in(text: str) -> str:
    """Return the path of the link that hands a shift over, as it stands on a page to be copied."""
    bare = re.sub("<wbr>|\u200b", "", text)
    found = re.search(r"/(?:\w\w)/v/hand-over/[0-9A-Z]{26}", bare)
    assert found, "no link on the page"
    return found[0]


@pytest.mark.parametrize("lang", WORDS)
def test_a_link_brings_a_stand_in(app: Flask, client: FlaskClient, lang: str) -> None:
    choice, asked, taken = WORDS[lang]
    event = an_event(app)
    need = a_need(app, event, most=1)
    secret = a_volunteer(app, event, need, "Mina")

    question = page(client, f"/{lang}/v/{secret}?over={need}")
    answer = client.post(f"/{lang}/v/{secret}/hand-over", data={"need": need, "to": "link"})
    link = link_in(page(client, answer.headers["Location"]))
    invitation = page(client, link)
    form = {"token": token_in(invitation), "need": need, "handle": "Omid"}
    own = client.post(link, data=form).headers["Location"]

    assert choice in question
    assert asked in invitation
    assert "Mina" not in invitation
    assert taken in page(client, own)
    assert "Omid" not in page(client, f"/{lang}/v/{secret}")
    assert client.get(link).status_code == 404


def test_asking_everybody_shows_it_in_the_list_without_a_name(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    need = a_need(app, event, most=1)
    secret = a_volunteer(app, event, need, "Mina")

    client.post(f"/en/v/{secret}/hand-over", data={"need": need, "to": "all"})
    listed = page(client, f"/en/e/{event.slug}/volunteer")
    form = {"token": token_in(listed), "need": need, "handle": "Omid"}
    answer = client.post(f"/en/e/{event.slug}/volunteer", data=form)

    assert "Somebody would like to hand this shift over" in listed
    assert "Mina" not in listed
    assert answer.status_code == 303
    with app.app_context():
        assert volunteers.get(secret).shifts == ()


def test_somebody_with_a_page_pastes_its_link(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need, other = a_need(app, event, most=1), a_need(app, event, begins=5)
    mina, omid = a_volunteer(app, event, need, "Mina"), a_volunteer(app, event, other, "Omid")
    answer = client.post(f"/en/v/{mina}/hand-over", data={"need": need, "to": "link"})
    link = link_in(page(client, answer.headers["Location"]))

    own = f"https://example.org/en/v/{omid}?said=left"
    forged = f"https://example.org/en/v/{FORGED}"
    refused, taken = (
        client.post(f"{link}/mine", data={"need": need, "mine": mine}) for mine in (forged, own)
    )

    assert refused.status_code == 422
    assert taken.headers["Location"] == f"/en/v/{omid}?said=taken"
    with app.app_context():
        assert [shift.id for shift in volunteers.get(omid).shifts] == [need, other]


def test_keeping_it_after_all(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event, most=1)
    secret = a_volunteer(app, event, need)
    answer = client.post(f"/en/v/{secret}/hand-over", data={"need": need, "to": "link"})
    link = link_in(page(client, answer.headers["Location"]))

    kept = client.post(f"/en/v/{secret}/keep", data={"need": need})

    assert "You keep the shift" in page(client, kept.headers["Location"])
    assert client.get(link).status_code == 404


def test_a_shift_for_adults_asks_who_takes_it_over(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event, "steward", most=1, adults_only=True)
    secret = a_volunteer(app, event, need, adult=True)
    answer = client.post(f"/en/v/{secret}/hand-over", data={"need": need, "to": "link"})
    link = link_in(page(client, answer.headers["Location"]))

    form = {"token": token_in(page(client, link)), "need": need, "handle": "Omid"}
    refused = client.post(link, data=form)

    assert refused.status_code == 422
    assert client.post(link, data={**form, "adult": "y"}).status_code == 303


@pytest.mark.parametrize("lang", ["fr", "en", "fa"])
def test_a_forged_link_opens_nothing(app: Flask, client: FlaskClient, lang: str) -> None:
    event = an_event(app)
    need = a_need(app, event, most=1)
    secret = a_volunteer(app, event, need)

    for link in (FORGED, secret):
        address = f"/{lang}/v/hand-over/{link}"
        answers = [client.get(address), client.post(address), client.post(f"{address}/mine")]
        assert [answer.status_code for answer in answers] == [404] * 3
