"""Public pages are kept, and made anew by every change that they show."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform import pages
from app.platform.db import transaction
from tests.makers import an_act, an_event, words
from tests.makers.instances import page_layer


@pytest.mark.parametrize("path", ["/en/", "/en/events", "/en/e/{slug}", "/e/{slug}.ics"])
def test_a_page_is_answered_by_its_tag(app: Flask, client: FlaskClient, path: str) -> None:
    path = path.format(slug=an_event(app).slug)
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.status_code == 200
    assert again.status_code == 304


def test_an_edited_event_shows_at_once(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, title="Rally")
    client.get(f"/en/e/{event.slug}")

    with app.app_context(), transaction():
        events.reword(event.id, "en", words(title="Great rally"), an_act())

    assert "Great rally" in client.get(f"/en/e/{event.slug}").text


def test_a_changed_number_of_places_shows_at_once(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, capacity=10)
    assert "There are 10 places in all." in client.get(f"/en/e/{event.slug}").text

    with app.app_context(), transaction():
        rsvps.set_room(event.id, 20, True, an_act())

    assert "There are 20 places in all." in client.get(f"/en/e/{event.slug}").text


def test_a_link_that_a_network_marked_leads_to_the_kept_page(
    app: Flask, client: FlaskClient
) -> None:
    path = f"/en/e/{an_event(app).slug}"

    assert client.get(f"{path}?fbclid=1").headers["ETag"] == client.get(path).headers["ETag"]


def test_a_calendar_file_is_kept_by_language(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, capacity=10)
    with app.app_context(), transaction():
        events.reword(event.id, "fr", words(title="Rassemblement"), an_act())

    english, french = (client.get(f"/e/{event.slug}.ics?lang={code}") for code in ("en", "fr"))

    assert "SUMMARY;LANGUAGE=en:Rally" in english.text
    assert "SUMMARY;LANGUAGE=fr:Rassemblement" in french.text
    assert client.get(f"/e/{event.slug}.ics").headers["ETag"] == english.headers["ETag"]


@pytest.mark.parametrize("query", ["q=Denfert", "past=1", "page=2"])
def test_a_searched_agenda_is_not_kept(client: FlaskClient, query: str) -> None:
    assert "ETag" in client.get("/en/events").headers
    assert "ETag" not in client.get(f"/en/events?{query}").headers


def test_somebodys_own_pages_are_not_kept(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)

    answer = client.get(f"/en/e/{event.slug}/rsvp")

    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_style_sheet_is_kept_under_its_own_fingerprint_only(
    app: Flask, client: FlaskClient
) -> None:
    layer = page_layer(app)
    with app.app_context():
        address = pages.asset("css/site.css")
    before = layer._shelf.size

    client.get("/static/css/site.css?v=made-up")
    after_made_up = layer._shelf.size
    client.get(address)

    assert after_made_up == before
    assert layer._shelf.find(("/static/css/site.css", address.partition("?")[2])) is not None
