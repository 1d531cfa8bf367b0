"""A secret link shows the count on a screen, until organisers take it back."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, privacy, rsvps
from tests.makers import an_act, an_event
from tests.makers.desk import a_desk, press
from tests.makers.phone import a_phone, tally


def a_link(desk: FlaskClient, event: events.Event) -> str:
    """Make a link on the desk and return its path."""
    page = f"/desk/events/{event.slug}/gates"
    made = press(desk, page, f"{page}/screen", open="on").text
    found = re.search(r'<code class="copy" dir="ltr">([^<]+)<', made)
    assert found, "no link on the page"
    return urlsplit(found[1]).path


def test_a_screen_shows_the_count_and_renews_itself(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app, title="Rally"), a_desk(app)
    link = a_link(desk, event)
    a_phone(client, event, "North").told(tally(5), tally(37))
    a_phone(client, event, "South").told(tally(1))

    shown = client.get(link)

    said = " ".join(re.sub(r"<[^>]*>", " ", shown.text).split())
    assert "Rally 43 people counted, at least 2 of 2 phones were heard" in said
    assert "North 0 42 just now" in said
    assert shown.text.count("<path d=") == 1
    assert shown.headers["Refresh"] == "10"
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in shown.headers["X-Robots-Tag"]


@pytest.mark.parametrize(("lang", "count"), [("fr", "43"), ("fa", "۴۳")])
def test_a_screen_speaks(app: Flask, client: FlaskClient, lang: str, count: str) -> None:
    event = an_event(app)
    link = a_link(a_desk(app, lang=lang), event)
    a_phone(client, event).told(tally(43))

    shown = client.get(link)

    assert link.startswith(f"/{lang}/screen/")
    assert f"<strong>{count}</strong>" in shown.text


def test_a_new_link_ends_the_old_one_and_the_last_is_taken_back(
    app: Flask, client: FlaskClient
) -> None:
    event, desk = an_event(app), a_desk(app)
    page = f"/desk/events/{event.slug}/gates"
    first, second = a_link(desk, event), a_link(desk, event)

    known = [client.get(link).status_code for link in (first, second)]
    press(desk, page, f"{page}/screen", open="off")

    assert known == [404, 200]
    assert client.get(second).status_code == 404


def test_a_screen_goes_out_when_everything_is_destroyed(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app), a_desk(app)
    link = a_link(desk, event)

    with app.app_context():
        privacy.keep_house(an_act(event.schedule.over() + rsvps.RETENTION))

    assert client.get(link).status_code == 404
