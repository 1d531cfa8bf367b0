"""A description in Markdown is shown on the page, and told without marks everywhere else."""

import json
import re

from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.platform.db import transaction
from tests.makers import an_act, an_event

DESCRIPTION = "For **dig**nity:\n\n- [our call](https://a.example/call)\n- bread"
PLAIN = "For dignity:\n\n– our call (https://a.example/call)\n– bread"


def test_marks_are_seen_on_the_page_alone(app: Flask, client: FlaskClient) -> None:
    an_event(app, slug="rally", description=DESCRIPTION)

    page = client.get("/en/e/rally").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    file = client.get("/e/rally.ics").text.replace("\r\n ", "")

    assert "<strong>dig</strong>nity" in page
    assert '<a href="https://a.example/call" rel="noopener nofollow">our call</a>' in page
    assert found is not None
    assert json.loads(found[1])["description"] == PLAIN
    assert f"DESCRIPTION;LANGUAGE=en:{PLAIN}".replace("\n", "\\n") in file
    assert "**" not in page + file
    assert "/en/e/rally" in client.get("/en/events?q=dignity").text


def test_what_organisers_say_about_a_change_may_have_marks_too(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, slug="rally")
    with app.app_context(), transaction():
        news = events.Change(said={"en": "Bring **water**."})
        events.change(event.id, news, an_act())

    assert "<strong>water</strong>" in client.get("/en/e/rally").text
