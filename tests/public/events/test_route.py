"""The route and the programme of an event: drawn, and told as text."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.platform.db import transaction
from tests.makers import an_act, an_event

ROUTE = "14:00 Nation (48.8483, 2.3959)\n15:00 Bastille (48.8532, 2.3692)"
PROGRAMME = "15:30 Speeches\nMusic"


@pytest.mark.parametrize(
    ("lang", "hour", "number"),
    [("en", "14:00", "1"), ("fr", "14\u00a0h\u00a000", "1"), ("fa", "۱۴:۰۰", "۱")],
)
def test_a_route_is_drawn_and_told(
    app: Flask, client: FlaskClient, lang: str, hour: str, number: str
) -> None:
    an_event(app, slug="march", route=ROUTE, programme=PROGRAMME)

    page = client.get(f"/{lang}/e/march").text

    assert page.count("<circle ") == 2
    assert f">{number}</text>" in page
    assert f'<li><time datetime="14:00">{hour}</time> <bdi>Nation</bdi></li>' in page
    assert "<li><bdi>Music</bdi></li>" in page
    assert "48.8483" not in page


def test_calendars_and_search_have_them_too(app: Flask, client: FlaskClient) -> None:
    an_event(app, slug="march", route=ROUTE, programme=PROGRAMME)

    file = client.get("/e/march.ics").text.replace("\r\n ", "")

    assert "Route\\n14:00 Nation\\n15:00 Bastille\\n\\nProgramme\\n15:30 Speeches\\nMusic" in file
    assert "/en/e/march" in client.get("/en/events?q=speeches").text


def test_who_is_not_told_the_place_is_not_told_the_route(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, slug="march", route=ROUTE)
    files = ("/en/e/march", "/e/march.ics", "/api/v1/events/march")
    search = "/en/events?q=bastille"
    before = [client.get(path).text for path in (*files, search)]
    with app.app_context(), transaction():
        hidden = events.Embargo(events.Audience.CONFIRMED)
        events.set_embargo(event.id, hidden, an_act())

    after = [client.get(path).text for path in (*files, search)]

    assert ["Bastille" in text for text in before[:3]] == [True] * 3
    assert "/en/e/march" in before[3]
    assert ["Bastille" in text for text in after[:3]] == [False] * 3
    assert "/en/e/march" not in after[3]
