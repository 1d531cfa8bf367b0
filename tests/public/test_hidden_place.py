"""A place that is not for everybody stands nowhere that everybody can look: a canary tells.

What is asserted not to be there is first shown to be there while the place is for everybody.
"""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.kernel.errors import Invalid
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event, words
from tests.makers.volunteering import a_need, a_volunteer

CANARY, WAY = "Kanarienstrasse", "Geheimgang"
ASKED = "kanarienst"  # what is asked comes back in forms and names
SOON = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=2)
FOR_FEW = events.Embargo(events.Audience.CONFIRMED)
FOR_NOBODY = events.Embargo(events.Audience.NOBODY, SOON)
hidden = pytest.mark.parametrize("embargo", [FOR_FEW, FOR_NOBODY], ids=["few", "nobody"])

TELLING = (
    "/events",
    f"/events?q={ASKED}",
    f"/events?city={ASKED}",
    "/e/rally",
    "/e/rally/poster",
    "/e/rally/flyers",
    "/e/rally/volunteer",
)
FILES = (
    "/e/rally.ics",
    "/events.ics",
    f"/events.ics?city={ASKED}",
    "/events.atom",
    "/api/v1/events",
    "/api/v1/events/rally",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/e/rally/qr.svg",
)


def an_event_somewhere(app: Flask) -> events.Event:
    event = an_event(app, place=CANARY, directions=WAY, capacity=3)
    a_need(app, event)
    return event


def hide(app: Flask, event: events.Event, embargo: events.Embargo) -> None:
    with app.app_context(), transaction():
        events.set_embargo(event.id, embargo, an_act())


def public_addresses() -> list[str]:
    pages = [f"/{lang}{path}" for lang in i18n.CODES for path in ("/", *TELLING, "/e/rally/rsvp")]
    return [*pages, *FILES, "/en/e/rally-", "/en/e/rally/nothing"]


def telling(client: FlaskClient, addresses: list[str]) -> set[str]:
    """Return the addresses at which the place, or the way there, is told."""
    told = {address: client.get(address).text for address in addresses}
    return {address for address, text in told.items() if CANARY in text or WAY in text}


@hidden
def test_a_hidden_place_is_told_nowhere(
    app: Flask, client: FlaskClient, embargo: events.Embargo
) -> None:
    event = an_event_somewhere(app)
    told = telling(client, public_addresses())

    hide(app, event, embargo)

    assert {f"/fa{path}" for path in TELLING} <= told
    assert {"/e/rally.ics", "/events.ics", "/api/v1/events", "/api/v1/events/rally"} <= told
    assert telling(client, public_addresses()) == set()


@hidden
def test_a_new_hidden_place_is_announced_without_it(
    app: Flask, client: FlaskClient, embargo: events.Embargo
) -> None:
    event = an_event(app, place="Elsewhere")
    hide(app, event, embargo)
    with app.app_context(), transaction():
        events.reword(event.id, "en", words(place=CANARY), an_act())

    page = client.get("/en/e/rally").text

    assert "The place has changed" in page
    assert CANARY not in page
    assert "Elsewhere" not in page


def test_who_has_a_place_is_told_and_who_waits_is_not(app: Flask, client: FlaskClient) -> None:
    event = an_event_somewhere(app)
    confirmed, waiting = a_party(app, event, people=3), a_party(app, event)
    volunteer = a_volunteer(app, event, a_need(app, event, "steward"))
    hide(app, event, FOR_FEW)
    addresses = {
        secret: [f"/en/p/{secret}", f"/p/{secret}/event.ics"] for secret in (confirmed, waiting)
    }

    assert telling(client, addresses[confirmed]) == set(addresses[confirmed])
    assert telling(client, addresses[waiting]) == set()
    assert telling(client, [f"/en/v/{volunteer}"]) == {f"/en/v/{volunteer}"}


def test_before_the_hour_not_even_who_has_a_place_is_told(app: Flask, client: FlaskClient) -> None:
    event = an_event_somewhere(app)
    secret = a_party(app, event)
    hide(app, event, FOR_NOBODY)

    assert telling(client, [f"/en/p/{secret}", f"/p/{secret}/event.ics"]) == set()
    assert "The place will be shown here on" in client.get("/en/e/rally").text


def test_at_its_hour_everybody_is_told_and_calendars_ask_again(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event_somewhere(app)
    hide(app, event, FOR_NOBODY)
    version = client.get("/events.ics").headers["ETag"]

    with app.app_context():
        too_soon = events.reveal_due(an_act(SOON - timedelta(minutes=1)))
        in_time = events.reveal_due(an_act(SOON))
        after = events.get(event.id)

    assert (too_soon, in_time) == (0, 1)
    assert (after.revision, after.sequence) == (event.revision + 2, event.sequence)
    assert client.get("/events.ics", headers={"If-None-Match": version}).status_code == 200
    assert "/en/e/rally" in telling(client, ["/en/e/rally"])
    assert CANARY in client.get(f"/en/events?q={ASKED}").text


def test_a_copy_hides_the_place_as_long(context: Flask) -> None:
    event = an_event_somewhere(context)
    hide(context, event, FOR_NOBODY)
    day = event.starts_on + timedelta(days=7)

    with transaction():
        copy_id = events.duplicate(event.id, day, an_act())
        rsvps.copy_room(event.id, copy_id, an_act())

    copy = events.get(copy_id)
    assert (copy.place_for, copy.place_from) == (
        events.Audience.NOBODY,
        SOON + timedelta(days=7),
    )
    assert not copy.shows_place


@pytest.mark.parametrize(
    "embargo",
    [
        events.Embargo(events.Audience.NOBODY),
        events.Embargo(events.Audience.NOBODY, datetime(2020, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_place_is_hidden_until_an_hour_that_comes(
    context: Flask, embargo: events.Embargo
) -> None:
    event = an_event_somewhere(context)

    with pytest.raises(Invalid, match="place_from"), transaction():
        events.set_embargo(event.id, embargo, an_act())


def test_organisers_keep_the_place_when_they_save(app: Flask) -> None:
    event = an_event_somewhere(app)
    hide(app, event, FOR_FEW)

    with app.app_context():
        found = events.find("rally")

    assert found is not None
    assert found.texts["en"].place == CANARY
