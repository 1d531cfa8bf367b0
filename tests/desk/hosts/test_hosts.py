"""Organisers hand out links to hosts, and take them back."""

import re
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from app import audit, events
from tests.makers import an_event
from tests.makers.desk import a_desk, press


def hosts(event: events.Event) -> str:
    return f"/desk/events/{event.slug}/hosts"


def link_in(page: str) -> str:
    """Return the path of the link that a page shows."""
    found = re.search(r'<code class="copy" dir="ltr">([^<]+)<', page)
    assert found, "no link on the page"
    return urlsplit(found[1]).path


def test_a_link_is_shown_once_and_opens_the_event(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app, title="Rally"), a_desk(app)

    link = link_in(press(desk, hosts(event), label="Place de la République").text)

    assert client.get(f"/en{link}").status_code == 200
    listed = desk.get(hosts(event)).text
    assert "Place de la République" in listed
    assert link.removeprefix("/h/") not in listed


def test_a_link_that_was_taken_back_opens_nothing_and_others_stay(
    app: Flask, client: FlaskClient
) -> None:
    event, desk = an_event(app), a_desk(app)
    first, second = (link_in(press(desk, hosts(event), label=name).text) for name in "AB")
    with app.app_context():
        number = events.host_links(event.id)[0].id

    press(desk, hosts(event), f"{hosts(event)}/{number}/end")

    known = [client.get(f"/en{link}").status_code for link in (first, second)]
    assert known == [404, 200]


def test_that_a_link_was_made_and_taken_back_is_noted(app: Flask) -> None:
    event, desk = an_event(app), a_desk(app)
    press(desk, hosts(event), label="Square")
    with app.app_context():
        number = events.host_links(event.id)[0].id

    press(desk, hosts(event), f"{hosts(event)}/{number}/end")

    with app.app_context():
        done = [deed.what for deed in audit.deeds_on(event.id)]
    assert done[:2] == ["host link ended", "host link made"]


def test_a_link_needs_a_word_that_fits(app: Flask) -> None:
    event, desk = an_event(app), a_desk(app)

    for label in ("", "  ", "x" * 61):
        assert press(desk, hosts(event), label=label).status_code == 422
