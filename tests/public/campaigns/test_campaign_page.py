"""A campaign's page: its call, its figures with their sources, and its events."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.cli.sample import campaign
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, words

SLUG = campaign.DRAFT.slug


@pytest.fixture(autouse=True)
def _campaign(app: Flask) -> None:
    """Add the campaign with an event to come and one that is past."""
    with app.app_context(), transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, an_act())
        for slug, days in {"coming": 5, "past": -5}.items():
            schedule = a_schedule(TODAY + timedelta(days=days))
            draft = events.Draft("en", words(), schedule, slug=slug, campaign_id=campaign_id)
            events.publish(events.add(draft, an_act()), an_act())


@pytest.mark.parametrize(
    ("lang", "figure", "source"),
    [
        (
            "fr",
            "5\u202f370",
            "Source : Texte d’appel des organisateurs (révélé en mai et juin 2022)",
        ),
        ("en", "5,370", "Source: The organisers’ call (revealed in May and June 2022)"),
        ("fa", "۵٬۳۷۰", "منبع: متن فراخوان برگزارکنندگان (افشاشده در مه و ژوئن ۲۰۲۲)"),
    ],
)
def test_each_figure_carries_its_source_and_date(
    client: FlaskClient, lang: str, figure: str, source: str
) -> None:
    page = client.get(f"/{lang}/c/{SLUG}").text

    assert f"<strong>{figure}</strong>" in page
    assert source in page.replace("\u00a0", " ")
    assert page.count("<small>") >= len(campaign.DRAFT.figures)


def test_numbers_that_do_not_add_up_are_said_to_differ(client: FlaskClient) -> None:
    page = client.get(f"/en/c/{SLUG}").text

    assert "The call gives 579 as the total of these three numbers; they add up to 573." in page


def test_events_are_listed_by_what_is_to_come_and_what_was(client: FlaskClient) -> None:
    page = client.get(f"/en/c/{SLUG}").text

    assert re.findall(r'href="/en/e/([^"]+)"', page) == ["coming", "past"]
    assert page.index("Next dates") < page.index("Took place")


@pytest.mark.parametrize("lang", i18n.CODES)
def test_its_calendar_can_be_subscribed_to(client: FlaskClient, lang: str) -> None:
    address = f"http://127.0.0.1:8000/c/{SLUG}.ics?lang={lang}"

    page = client.get(f"/{lang}/c/{SLUG}").text

    assert address in page.replace("<wbr>", "")
    assert client.get(f"/c/{SLUG}.ics?lang={lang}").text.count("BEGIN:VEVENT") == 2
