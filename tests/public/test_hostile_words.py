"""Words that try to be more than words stay words: on every page, for machines, in calendars."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import quote

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.cli.sample import campaign
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import a_party, a_schedule, an_act
from tests.makers.desk import a_desk
from tests.makers.volunteering import a_need, a_volunteer

HOSTILE = (
    """"'><evil evil=1>{{7*7}}${7*7}</script></title></textarea><evil>\\;,%s&amp;&lt;evil&gt;"""
)
FIELDS = tuple(events.Words.__dataclass_fields__)


class _Tags(HTMLParser):
    """Notice every element and attribute that our templates do not have."""

    def __init__(self) -> None:
        super().__init__()
        self.evil: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "evil" or any(name == "evil" for name, _ in attrs):
            self.evil.append(tag)


def injected(page: str) -> list[str]:
    """Return the elements of a page that the hostile words made."""
    tags = _Tags()
    tags.feed(page)
    return tags.evil


def a_hostile_event(app: Flask) -> events.Event:
    """Add an event whose every text is hostile, in a campaign that is no better."""
    said = events.Words(**{name: f"{name} {HOSTILE}" for name in FIELDS})
    texts = dict.fromkeys(i18n.CODES, (HOSTILE, HOSTILE, HOSTILE))
    figures = [
        replace(figure, texts=dict.fromkeys(figure.texts, (HOSTILE,) * 4))
        for figure in campaign.DRAFT.figures
    ]
    with app.app_context(), transaction():
        draft = replace(campaign.DRAFT, texts=texts, figures=figures)
        campaign_id = events.add_campaign(draft, an_act())
        event_id = events.add(
            events.Draft(
                "en",
                said,
                a_schedule(),
                contact=HOSTILE,
                slug="hostile",
                campaign_id=campaign_id,
            ),
            an_act(),
        )
        rsvps.open_room(event_id, 10, True, an_act())
        events.publish(event_id, an_act())
    with app.app_context():
        return events.get(event_id)


def test_the_check_itself_notices_what_was_not_escaped() -> None:
    assert injected(f"<p title='{HOSTILE}'>{HOSTILE}</p>") != []


@pytest.mark.parametrize("lang", i18n.CODES)
def test_no_page_lets_words_become_markup(app: Flask, client: FlaskClient, lang: str) -> None:
    event = a_hostile_event(app)
    secret = a_party(app, event)
    volunteer = a_volunteer(app, event, a_need(app, event, post=HOSTILE), HOSTILE[:23])
    paths = [
        "/",
        "/events",
        f"/c/{campaign.DRAFT.slug}",
        "/e/hostile",
        "/e/hostile/rsvp",
        "/e/hostile/poster",
        "/e/hostile/flyers",
        "/e/hostile/volunteer",
        f"/p/{secret}",
        f"/p/{secret}?confirm=erase",
        f"/v/{volunteer}",
    ]

    for path in paths:
        page = client.get(f"/{lang}{path}").text

        assert injected(page) == [], path
        assert "&lt;evil" in page, path
        assert "{{7*7}}" in page, path


def test_no_page_of_the_desk_lets_words_become_markup(app: Flask) -> None:
    a_hostile_event(app)
    desk = a_desk(app)

    for part in ("", "/edit", "/preview", "/cancel"):
        page = desk.get(f"/desk/events/hostile{part}").text

        assert injected(page) == [], part
        assert "&lt;evil" in page, part
    assert injected(desk.get("/desk/").text) == []


@pytest.mark.parametrize("field", ["q", "city", "from", "to", "campaign"])
def test_what_is_looked_for_stays_what_was_typed(client: FlaskClient, field: str) -> None:
    page = client.get(f"/en/events?{field}={quote(HOSTILE)}").text

    assert injected(page) == []


def test_machines_read_the_words_as_they_are(app: Flask, client: FlaskClient) -> None:
    a_hostile_event(app)

    page = client.get("/en/e/hostile").text

    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    told = json.loads(found[1])
    assert told["name"] == f"title {HOSTILE}"
    assert told["location"]["name"] == f"place {HOSTILE}"
    assert told["organizer"]["name"] == f"called_by {HOSTILE}"


def test_calendars_read_the_words_as_they_are(app: Flask, client: FlaskClient) -> None:
    secret = a_party(app, a_hostile_event(app))

    for path in ("/e/hostile.ics", "/events.ics", f"/p/{secret}/event.ics"):
        (entry,) = icalendar.Calendar.from_ical(client.get(path).text).walk("VEVENT")

        assert entry["SUMMARY"] == f"title {HOSTILE}", path
        assert entry["LOCATION"] == f"place {HOSTILE}", path


def test_a_line_break_adds_no_line_to_a_calendar(app: Flask, client: FlaskClient) -> None:
    breaking = "Rally\r\nATTENDEE:mailto:evil@example.org\nEND:VEVENT"
    draft = events.Draft(
        "en", events.Words(breaking, breaking, "Us", breaking), a_schedule(), slug="breaking"
    )
    with app.app_context(), transaction():
        events.publish(events.add(draft, an_act()), an_act())

    text = client.get("/e/breaking.ics").text

    (entry,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert "ATTENDEE" not in entry
    assert entry["SUMMARY"] == "Rally ATTENDEE:mailto:evil@example.org END:VEVENT"
