"""A draft stands nowhere that everybody can look, until it is published: a canary tells.

What is asserted not to be there is first shown to be there once it is public.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.cli.sample import campaign
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import a_schedule, an_act, an_event, words
from tests.makers.volunteering import a_need

TITLE, PLACE, CALLER, SLUG = "Kanarienmarsch", "Kanarienstrasse", "Kanarienfreunde", "kanarie"
CANARY = "kanarien"
ASKED = "kanari"  # what is asked comes back in forms and names

OF_THE_EVENT = tuple(
    f"/{code}/e/{SLUG}{below}"
    for code in i18n.CODES
    for below in ("", "/rsvp", "/volunteer", "/poster", "/flyers")
)
LISTS = (
    *(f"/{code}{path}" for code in i18n.CODES for path in ("/", "/events")),
    f"/en/events?q={ASKED}",
    f"/en/events?city={ASKED}",
    "/en/events?language=en",
    f"/en/events?campaign={campaign.DRAFT.slug}",
    f"/en/c/{campaign.DRAFT.slug}",
)
FILES = (
    f"/e/{SLUG}.ics",
    "/events.ics",
    f"/events.ics?city={ASKED}",
    "/events.ics?language=en",
    f"/c/{campaign.DRAFT.slug}.ics",
    "/events.atom",
    f"/c/{campaign.DRAFT.slug}.atom",
    "/sitemap.xml",
    "/api/v1/events",
    f"/api/v1/events?q={ASKED}",
    f"/api/v1/events/{SLUG}",
)
EVERYWHERE = (*OF_THE_EVENT, *LISTS, *FILES)
# These tell nothing of an event but that there is one.
SILENT = (f"/e/{SLUG}/qr.svg", f"/e/{SLUG}/signing-key.txt")


def a_draft(app: Flask) -> EventId:
    """Add a draft of a campaign that needs hands, beside a public event."""
    an_event(app, title="Another")
    with app.app_context():
        with transaction():
            campaign_id = events.add_campaign(campaign.DRAFT, an_act())
            said = words(title=TITLE, place=PLACE, called_by=CALLER)
            draft = events.Draft("en", said, a_schedule(), slug=SLUG, campaign_id=campaign_id)
            event_id = events.add(draft, an_act())
            rsvps.open_room(event_id, 5, True, an_act())
        a_need(app, events.get(event_id))
    return event_id


def telling(client: FlaskClient) -> set[str]:
    """Return the addresses at which something of the event is told."""
    told = {path: answered(client, path).lower().replace("\r\n ", "") for path in EVERYWHERE}
    return {path for path, text in told.items() if CANARY in text or f"/e/{SLUG}" in text}


def answered(client: FlaskClient, path: str) -> str:
    """Return what an address says; a list of lists says what is in them."""
    text = client.get(path).text
    parts = re.findall(r"/sitemap-\d+\.xml", text)
    return text + "".join(client.get(part).text for part in parts)


def stay(event_id: EventId, act: Act) -> None:
    """Leave the draft as it is."""


def plan(event_id: EventId, act: Act) -> None:
    """Plan to publish the draft tomorrow."""
    events.publish_later(event_id, datetime.now(UTC) + timedelta(days=1), act)


def change(event_id: EventId, act: Act) -> None:
    """Change all that can be changed about the draft."""
    events.reword(event_id, "fa", words(title=TITLE, place=PLACE), act)
    events.reschedule(event_id, a_schedule(hour=None), act)


@pytest.mark.parametrize("deed", [stay, plan, change])
def test_a_draft_is_told_nowhere_until_it_is_published(
    app: Flask, client: FlaskClient, deed: Callable[[EventId, Act], None]
) -> None:
    event_id = a_draft(app)
    with app.app_context(), transaction():
        deed(event_id, an_act())

    as_a_draft = telling(client)
    statuses = {client.get(path).status_code for path in (*OF_THE_EVENT, *SILENT)}
    with app.app_context(), transaction():
        events.publish(event_id, an_act())

    assert as_a_draft == set()
    assert statuses == {404}
    assert telling(client) == set(EVERYWHERE)


def test_asking_for_a_draft_is_answered_like_asking_for_nothing(
    app: Flask, client: FlaskClient
) -> None:
    a_draft(app)
    for path in (*OF_THE_EVENT, *SILENT, f"/e/{SLUG}.ics", f"/api/v1/events/{SLUG}"):
        there, nowhere = client.get(path), client.get(path.replace(SLUG, "nothing"))

        assert there.status_code == nowhere.status_code == 404, path
        assert there.text.replace(SLUG, "nothing") == nowhere.text, path
