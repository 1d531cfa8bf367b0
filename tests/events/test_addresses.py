"""An event's address can change, and what was shared still leads there."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.kernel.errors import Invalid
from app.platform.db import transaction
from tests.makers import TODAY, an_act, an_event, words


def rename(app: Flask, event: events.Event, slug: str) -> None:
    with app.app_context(), transaction():
        events.rename(event.id, slug, an_act())


@pytest.mark.parametrize(
    ("asked", "code", "led_to"),
    [
        ("/en/e/old", 301, "/en/e/new"),
        ("/en/e/old/rsvp?ref=x", 301, "/en/e/new/rsvp?ref=x"),
        ("/e/old.ics?lang=fa", 301, "/e/new.ics?lang=fa"),
        ("/fa/e/old/poster", 301, "/fa/e/new/poster"),
    ],
)
def test_an_old_address_leads_to_the_new_one(
    app: Flask, client: FlaskClient, asked: str, code: int, led_to: str
) -> None:
    event = an_event(app, slug="old")
    rename(app, event, "newer")
    rename(app, event, "new")

    answer = client.get(asked)

    assert (answer.status_code, answer.headers["Location"]) == (code, led_to)
    assert client.get(led_to).status_code == 200


def test_a_form_that_is_sent_to_an_old_address_is_sent_on(app: Flask, client: FlaskClient) -> None:
    rename(app, an_event(app, slug="old"), "new")

    assert client.post("/en/e/old/rsvp", data={"people": 1}).status_code == 308


def test_an_address_that_came_back_leads_nowhere_else(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, slug="old")
    for slug in ("new", "old"):
        rename(app, event, slug)

    assert client.get("/en/e/old").status_code == 200
    assert client.get("/en/e/new").headers["Location"] == "/en/e/old"


def test_an_address_of_a_draft_is_nobodys_business(app: Flask, client: FlaskClient) -> None:
    rename(app, an_event(app, slug="old", published=False), "new")

    assert [client.get(f"/en/e/{slug}").status_code for slug in ("old", "new")] == [404, 404]


@pytest.mark.parametrize(
    ("slug", "reason"), [("other", "taken"), ("before", "taken"), ("Not A Slug", "malformed")]
)
def test_an_address_that_another_event_has_or_had_is_refused(
    context: Flask, slug: str, reason: str
) -> None:
    event = an_event(context, slug="ours")
    an_event(context, slug="other")
    rename(context, an_event(context, slug="before"), "after")

    with pytest.raises(Invalid, match=reason), transaction():
        events.rename(event.id, slug, an_act())


def test_a_new_event_takes_no_address_that_was_in_use(context: Flask) -> None:
    rename(context, an_event(context, slug="rally"), "march")

    assert an_event(context, title="Rally").slug == "rally-2"


def test_a_copy_is_a_draft_that_says_the_same(context: Flask) -> None:
    event = an_event(context, capacity=50, waitlist=False, contact="us@example.org")
    with transaction():
        events.reword(event.id, "fa", words(title="گردهمایی"), an_act())
    day = TODAY + timedelta(days=40)

    with transaction():
        copy_id = events.duplicate(event.id, day, an_act())
        rsvps.copy_room(event.id, copy_id, an_act())

    model, copy = events.get(event.id), events.get(copy_id)
    assert (copy.state, copy.starts_on, copy.revision) == (events.State.DRAFT, day, 0)
    assert (copy.texts, copy.contact) == (model.texts, model.contact)
    assert copy.uid != model.uid
    counted = rsvps.counts(copy_id)
    assert (counted.capacity, counted.waitlist, counted.confirmed) == (50, False, 0)
