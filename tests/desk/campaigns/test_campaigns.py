"""Organisers add, change and remove campaigns, and say what belongs to them."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import accounts, events
from app.cli.sample import campaign
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.desk import a_desk, fields_of, go_through, press

LIST = "/desk/campaigns"
PAGE = f"{LIST}/dignity"
EDIT = "/desk/events/rally/edit"


def a_campaign(app: Flask) -> None:
    """Add a campaign in English, with a figure."""
    figure = events.FigureDraft(5370, {"en": ("prisoners", "", "July 2020", "The call")})
    words = {"en": ("Dignity", "For all", "")}
    with app.app_context(), transaction():
        events.add_campaign(events.CampaignDraft("dignity", "en", words, [figure]), an_act())


def save(desk: FlaskClient, lang: str = "en", **changed: str) -> TestResponse:
    """Send the form of the campaign in a language, as it stands but for what is changed."""
    page = f"{PAGE}?text={lang}"
    return desk.post(page, data={**fields_of(desk.get(page).text), **changed})


def test_a_campaign_is_added_and_public_at_once(app: Flask, client: FlaskClient) -> None:
    desk = a_desk(app)

    told = press(desk, LIST, title="کرامت", language="fa", slug="dignity")

    assert (told.status_code, told.location) == (303, PAGE)
    assert "<bdi>کرامت</bdi>" in client.get("/fa/c/dignity").text


def test_an_address_belongs_to_one_campaign(app: Flask) -> None:
    a_campaign(app)

    told = press(a_desk(app), LIST, title="Another", language="en", slug="dignity")

    assert told.status_code == 422
    assert "Another campaign has this address." in told.text


def test_texts_and_figures_are_said_in_each_language(app: Flask, client: FlaskClient) -> None:
    a_campaign(app)
    desk = a_desk(app)
    added = {"figures-1-value": "۱۲", "figures-1-label": "cities", "figures-1-source": "Us"}
    save(desk, body="**For** all", **added)

    french = {"figures-0-label": "prisonniers", "figures-0-source": "L’appel"}
    told = save(desk, "fr", title="Dignité", **french)

    assert told.status_code == 303
    page = client.get("/en/c/dignity").text
    assert "<strong>For</strong> all" in page
    assert "<strong>12</strong>" in page
    page = client.get("/fr/c/dignity").text
    assert "<h1><bdi>Dignité</bdi></h1>" in page
    assert "<strong>5\u202f370</strong>" in page
    assert "<bdi>prisonniers</bdi>" in page
    assert "L’appel (July 2020)" in page


def test_a_figure_without_its_source_is_refused(app: Flask, client: FlaskClient) -> None:
    a_campaign(app)

    told = save(a_desk(app), **{"title": "Other", "figures-0-source": " "})

    assert told.status_code == 422
    assert '<a href="#figures-0-source">Say where the figure comes from.</a>' in told.text
    assert "Dignity" in client.get("/en/c/dignity").text


def test_a_figure_without_a_number_goes(app: Flask, client: FlaskClient) -> None:
    a_campaign(app)

    save(a_desk(app), **{"figures-0-value": ""})

    assert "prisoners" not in client.get("/en/c/dignity").text


def test_an_event_joins_a_campaign_and_leaves_it_when_that_is_removed(
    app: Flask, client: FlaskClient
) -> None:
    a_campaign(app)
    event = an_event(app, slug="rally", title="Rally")
    desk = a_desk(app)
    sent = {**fields_of(desk.get(EDIT).text), "campaign": "dignity"}

    assert go_through(desk, EDIT, sent).status_code == 303

    joined = client.get("/en/c/dignity").text
    with app.app_context():
        assert events.get(event.id).revision == event.revision + 1
    press(desk, f"{PAGE}/remove")
    assert "/en/e/rally" in joined
    assert client.get("/en/c/dignity").status_code == 404
    assert "campaign" not in client.get("/en/e/rally").text


def test_campaigns_are_for_the_first_team(app: Flask) -> None:
    desk = a_desk(app, role=accounts.Role.COORDINATOR)

    assert desk.get(LIST).status_code == 403


def test_the_form_sent_unchanged_changes_nothing(app: Flask) -> None:
    with app.app_context(), transaction():
        events.add_campaign(campaign.DRAFT, an_act())
    desk, page = a_desk(app), f"{LIST}/{campaign.DRAFT.slug}"
    with app.app_context():
        before = events.find_campaign(campaign.DRAFT.slug)

    told = desk.post(page, data=fields_of(desk.get(page).text))

    assert told.status_code == 303
    with app.app_context():
        assert events.find_campaign(campaign.DRAFT.slug) == before
