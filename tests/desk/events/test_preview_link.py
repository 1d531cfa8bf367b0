"""A secret link shows a draft to people without an account, until it ends or is taken back."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, privacy
from app.kernel.errors import Conflict
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.desk import a_desk, press


def a_draft(app: Flask) -> events.Event:
    return an_event(app, title="Vigil", published=False, slug="vigil", contact="@vigil")


def a_link(desk: FlaskClient, event: events.Event) -> str:
    """Make a link on the desk and return its path."""
    made = press(desk, f"/desk/events/{event.slug}/preview/link", open="on").text
    found = re.search(r'<code class="copy" dir="ltr">([^<]+)<', made)
    assert found, "no link on the page"
    return urlsplit(found[1]).path


def a_secret(event: events.Event) -> str:
    with transaction():
        return events.open_preview(event.id, an_act())


def test_whoever_has_the_link_reads_the_draft_as_everybody_will(
    app: Flask, client: FlaskClient
) -> None:
    link = a_link(a_desk(app), a_draft(app))

    shown = client.get(link)

    assert "<bdi>Vigil</bdi>" in shown.text
    assert "Preview: this is what visitors will see." in shown.text
    assert "/desk" not in shown.text
    assert "/e/vigil" not in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert shown.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in shown.headers


@pytest.mark.parametrize(("lang", "said"), [("fr", "Aperçu"), ("fa", "پیش‌نمایش")])
def test_the_link_leads_to_itself_in_other_languages(
    app: Flask, client: FlaskClient, lang: str, said: str
) -> None:
    link = a_link(a_desk(app), a_draft(app))
    other = link.replace("/en/", f"/{lang}/")

    assert f'href="{other}"' in client.get(link).text
    assert said in client.get(other).text


def test_a_new_link_ends_the_old_one_and_the_last_is_taken_back(
    app: Flask, client: FlaskClient
) -> None:
    event, desk = a_draft(app), a_desk(app)
    first, second = a_link(desk, event), a_link(desk, event)

    known = [client.get(link).status_code for link in (first, second)]
    press(desk, "/desk/events/vigil/preview/link", open="off")

    assert known == [404, 200]
    assert client.get(second).status_code == 404


def test_a_link_ends_after_a_week_and_nothing_is_kept_of_it(context: Flask) -> None:
    event = a_draft(context)
    secret, week = a_secret(event), timedelta(days=7)

    just_before = events.find_previewed(secret, an_act().now + week - timedelta(minutes=1))
    then = an_act(an_act().now + week)
    privacy.keep_house(then)

    assert just_before == event
    assert events.find_previewed(secret, then.now) is None
    assert events.preview_until(event.id, an_act().now) is None


def test_once_the_event_is_public_the_link_leads_to_its_page(
    app: Flask, client: FlaskClient
) -> None:
    event = a_draft(app)
    link = a_link(a_desk(app), event)
    with app.app_context(), transaction():
        events.publish(event.id, an_act())

    answer = client.get(link)

    assert (answer.status_code, answer.location) == (302, "/en/e/vigil")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_draft_that_keeps_its_place_to_itself_does_so_in_the_preview(
    context: Flask,
) -> None:
    event = a_draft(context)
    with transaction():
        hidden = events.Embargo(events.Audience.CONFIRMED)
        events.set_embargo(event.id, hidden, an_act())

    seen = events.find_previewed(a_secret(event), an_act().now)

    assert seen is not None
    assert seen.text("en").place == ""


def test_what_is_public_needs_no_link(context: Flask) -> None:
    event = an_event(context)

    with pytest.raises(Conflict), transaction():
        events.open_preview(event.id, an_act())
