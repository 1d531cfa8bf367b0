"""News for feed readers: the events that were changed last, in well-formed Atom."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.platform.db import transaction
from tests.calendar.entries import HOSTILE
from tests.counting import statements
from tests.makers import an_act, an_event, words
from tests.makers.sites import CAMPAIGN, a_site

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOW = datetime.now(UTC)


def the_feed(client: FlaskClient, path: str = "/events.atom") -> ET.Element:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.data)  # noqa: S314 - our own


def titles(feed: ET.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_what_was_changed_last_stands_first(app: Flask, client: FlaskClient) -> None:
    first = an_event(app, title="First")
    an_event(app, title="Second")
    an_event(app, title="Draft", published=False)
    with app.app_context(), transaction():
        events.cancel(first.id, an_act(NOW + timedelta(hours=1)))

    feed = the_feed(client)

    assert titles(feed) == ["[Cancelled] First", "Second"]
    changed = (NOW + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert feed.findtext(f"{ATOM}updated") == changed
    assert [one.get("term") for one in feed.iter(f"{ATOM}category")] == ["cancelled"]


def test_a_feed_has_what_the_standard_asks_for(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, called_by="The neighbours")

    (entry,) = the_feed(client).iter(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{event.uid}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "The neighbours"
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("href") == f"http://127.0.0.1:8000/en/e/{event.slug}"


@pytest.mark.parametrize(("asked", "spoken"), [("", "fa"), ("?lang=en", "en"), ("?lang=xx", "fa")])
def test_each_event_speaks_the_language_asked_for_or_its_first(
    app: Flask, client: FlaskClient, asked: str, spoken: str
) -> None:
    event = an_event(app, language="fa", title="گردهمایی")
    with app.app_context(), transaction():
        events.reword(event.id, "en", words(title="Rally"), an_act())

    (entry,) = the_feed(client, f"/events.atom{asked}").iter(f"{ATOM}entry")

    assert entry.get(LANG) == spoken


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_written_stays_well_formed(app: Flask, client: FlaskClient, name: str) -> None:
    hostile = HOSTILE[name][:150] + "<b>&amp;]]>\ufffe"
    event = an_event(app, title=f"x{hostile}", description=hostile, place=f"x{hostile}")

    (entry,) = the_feed(client).iter(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == event.text("en").title
    assert event.text("en").title.endswith("<b>&amp;]]>")


def test_a_campaign_has_news_of_its_own(app: Flask, client: FlaskClient) -> None:
    a_site(app)

    feed = the_feed(client, f"/c/{CAMPAIGN}.atom?lang=fr")

    assert titles(feed) == []
    assert feed.findtext(f"{ATOM}title")
    assert client.get("/c/nothing.atom").status_code == 404


def test_who_has_the_news_is_told_so_by_one_question(app: Flask, client: FlaskClient) -> None:
    an_event(app)
    tag = client.get("/events.atom?lang=fr&x=1").headers["ETag"]

    with statements(app) as asked:
        answer = client.get("/events.atom?lang=xx", headers={"If-None-Match": "unknown"})
        assert answer.status_code == 200
    with statements(app) as asked:
        answer = client.get("/events.atom?lang=fr", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data) == (304, b"")
    assert len(asked) <= 1


def test_pages_tell_readers_where_the_news_are(app: Flask, client: FlaskClient) -> None:
    a_site(app)

    for page, feed in (
        ("/fr/", "/events.atom?lang=fr"),
        (f"/fr/c/{CAMPAIGN}", f"/c/{CAMPAIGN}.atom?lang=fr"),
    ):
        assert f'type="application/atom+xml" href="{feed}"' in client.get(page).text
        assert client.get(feed).status_code == 200
