"""What organisers do with an event: preview, publish, edit, translate, count, call off."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, rsvps
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event
from tests.makers.desk import a_desk, fields_of, go_through, press

languages = pytest.mark.parametrize("lang", i18n.CODES)


@pytest.fixture
def desk(app: Flask) -> FlaskClient:
    return a_desk(app)


def stands(desk: FlaskClient, event: events.Event, text: str = "en") -> dict[str, str]:
    """Return what the form of an event holds, as a browser would send it back."""
    return fields_of(desk.get(f"/desk/events/{event.slug}/edit?text={text}").text)


def edit(desk: FlaskClient, event: events.Event, text: str = "en", **changed: str) -> TestResponse:
    """Send the form of an event with some fields changed, and mean it."""
    sent = {**stands(desk, event, text), **changed}
    return go_through(desk, f"/desk/events/{event.slug}/edit?text={text}", sent)


def as_it_is(app: Flask, event: events.Event) -> events.Event:
    with app.app_context():
        return events.get(event.id)


@languages
def test_a_draft_is_shown_as_visitors_will_see_it(app: Flask, lang: str) -> None:
    event = an_event(app, published=False, title="Rally for life")

    page = a_desk(app, lang=lang).get(f"/desk/events/{event.slug}/preview?lang={lang}").text

    assert f'<html lang="{lang}"' in page
    assert "Rally for life" in page
    assert f'href="/{lang}/e/{event.slug}/rsvp"' not in page


def test_publishing_shows_an_event_to_everybody(
    app: Flask, desk: FlaskClient, client: FlaskClient
) -> None:
    event = an_event(app, published=False)
    here = f"/desk/events/{event.slug}"

    answers = [press(desk, here, f"{here}/publish") for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {here}
    assert client.get(f"/en/e/{event.slug}").status_code == 200
    assert as_it_is(app, event).revision == 1


def test_the_form_holds_what_stands_and_sent_unchanged_changes_nothing(
    app: Flask, desk: FlaskClient
) -> None:
    event = an_event(app, capacity=10, contact="us@example.org", description="One.\n\nTwo.")
    before = as_it_is(app, event)

    answer = edit(desk, event)

    assert answer.status_code == 303
    assert as_it_is(app, event) == before


def test_a_second_language_starts_from_the_first_and_shows_at_once(
    app: Flask, desk: FlaskClient, client: FlaskClient
) -> None:
    event = an_event(app, title="Rally", place="Bastille")
    start = stands(desk, event, "fa")

    edit(desk, event, "fa", title="گردهمایی")

    assert (start["title"], start["place"]) == ("Rally", "Bastille")
    assert "<h1><bdi>گردهمایی</bdi></h1>" in client.get(f"/fa/e/{event.slug}").text
    assert "<h1><bdi>Rally</bdi></h1>" in client.get(f"/en/e/{event.slug}").text


def test_a_new_place_is_announced_on_the_public_page(
    app: Flask, desk: FlaskClient, client: FlaskClient
) -> None:
    event = an_event(app, place="Bastille")

    edit(desk, event, place="République")

    assert "Now: <strong><bdi>République</bdi></strong>" in client.get(f"/en/e/{event.slug}").text


def test_a_change_of_the_hour_counts_up_what_calendars_look_at(
    app: Flask, desk: FlaskClient
) -> None:
    event = an_event(app)

    edit(desk, event, starts_at="15:00")

    changed = as_it_is(app, event)
    assert (changed.sequence, changed.revision) == (1, event.revision + 1)


def test_fewer_places_than_people_are_refused_with_their_number(
    app: Flask, desk: FlaskClient
) -> None:
    event = an_event(app, capacity=10)
    a_party(app, event, people=7)

    answer = edit(desk, event, capacity="6", title="Another title", bring="Water")

    assert answer.status_code == 422
    assert answer.text.count("7 people have a place already.") == 2
    for typed in ("6", "Another title"):
        assert f'value="{typed}"' in answer.text
    assert ">Water</textarea>" in answer.text.replace("\r\n", "").replace("\n", "")
    assert as_it_is(app, event) == event


def test_more_places_let_the_first_in_line_in(app: Flask, desk: FlaskClient) -> None:
    event = an_event(app, capacity=1)
    _, second = a_party(app, event), a_party(app, event)

    edit(desk, event, capacity="2")

    with app.app_context():
        assert rsvps.get(second).state is rsvps.PartyState.CONFIRMED


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Enter a title."),
        ({"timezone": "Paris"}, "Choose a time zone such as Europe/Paris."),
        ({"ends_on": "2020-01-01"}, "The last day is before the first one."),
        ({"starts_at": "14:00", "ends_at": "14:00"}, None),
        ({"description": "x" * 10_001}, "This is too long: at most 10,000 characters."),
        ({"entry": "nobody"}, "Not a valid choice."),
    ],
)
def test_what_cannot_be_is_refused_whole(
    app: Flask, desk: FlaskClient, changed: dict[str, str], said: str | None
) -> None:
    event = an_event(app, title="Rally")

    answer = edit(desk, event, **{"place": "Elsewhere", **changed})

    if said is None:  # an end that is not after the start is on the next day
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert 'value="Elsewhere"' in answer.text
    assert as_it_is(app, event) == event


@pytest.mark.parametrize(
    ("typed", "called_off"),
    [
        ("Rally for life", True),
        ("rally FOR life ", True),
        ("گردهمایی", True),
        ("Rally", False),
        ("", False),
    ],
)
def test_calling_off_wants_the_title_once_more(
    app: Flask, desk: FlaskClient, client: FlaskClient, typed: str, *, called_off: bool
) -> None:
    event = an_event(app, title="Rally for life")
    edit(desk, event, "fa", title="گردهمایی")

    answer = press(desk, f"/desk/events/{event.slug}/cancel", title_again=typed)

    assert answer.status_code == (303 if called_off else 422)
    page = client.get(f"/en/e/{event.slug}").text
    assert ("This event is cancelled" in page) is called_off
    if not called_off:
        assert "Type the title exactly as it stands above, or go back." in answer.text


def test_what_is_called_off_stays_as_it_is(app: Flask, desk: FlaskClient) -> None:
    event = an_event(app, title="Rally")
    sent = stands(desk, event)
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    answer = desk.post(f"/desk/events/{event.slug}/edit?text=en", data={**sent, "title": "New"})

    assert answer.status_code == 409
    assert as_it_is(app, event).texts["en"].title == "Rally"


def test_a_new_address_is_given_and_a_taken_one_refused(app: Flask, desk: FlaskClient) -> None:
    event, _ = an_event(app, slug="old"), an_event(app, slug="taken")

    refused = edit(desk, event, slug="taken")
    given = edit(desk, event, slug="new")

    assert refused.text.count("Another event has this address, or had it before.") == 2
    assert given.headers["Location"] == "/desk/events/new"


def test_a_copy_is_made_on_another_day(app: Flask, desk: FlaskClient) -> None:
    an_event(app, slug="rally")
    path, days = "/desk/events/rally/duplicate", ("2027-05-01", "")

    answers = [press(desk, path, starts_on=day) for day in days]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert answers[0].headers["Location"] == "/desk/events/rally-2"


def test_the_counts_are_people(app: Flask, desk: FlaskClient) -> None:
    event = an_event(app, capacity=5)
    for people in (3, 2, 4):
        a_party(app, event, people)

    tiles = desk.get(f"/desk/events/{event.slug}").text
    listed = " ".join(desk.get("/desk/").text.split())

    assert re.search(r"people confirmed</dt><dd>5 <small>of 5</small>", tiles)
    assert re.search(r"people on the waiting list</dt><dd>4</dd>", tiles)
    assert "5 of 5 places taken · 4 waiting" in listed


def test_what_is_to_come_is_listed_before_what_was(app: Flask, desk: FlaskClient) -> None:
    for slug, days in {"past": -3, "later": 9, "soon": 2}.items():
        an_event(app, slug=slug, schedule=a_schedule(TODAY + timedelta(days=days)))

    listed = re.findall(r'<h3><a[^>]* href="/desk/events/([^"]+)"', desk.get("/desk/").text)

    assert listed == ["soon", "later", "past"]


def test_a_poster_and_a_code_are_at_hand(app: Flask, desk: FlaskClient) -> None:
    event = an_event(app)

    page = desk.get(f"/desk/events/{event.slug}").text

    assert f'href="/en/e/{event.slug}/poster"' in page
    assert f'href="/e/{event.slug}/qr.svg"' in page
    assert desk.get(f"/en/e/{event.slug}/poster").status_code == 200


def test_an_organiser_is_warned_of_what_readers_will_miss(app: Flask, desk: FlaskClient) -> None:
    event = an_event(app, contact="")

    page = desk.get(f"/desk/events/{event.slug}").text

    assert "Set BASE_URL before you share them." in page
    assert "No contact is shown: people cannot ask you anything." in page
    assert "There is no text in:" in page


def test_what_was_done_is_noted(app: Flask, desk: FlaskClient) -> None:
    event = an_event(app, title="Rally")
    edit(desk, event, bring="Water")
    press(desk, f"/desk/events/{event.slug}/cancel", title_again="Rally")

    page = desk.get(f"/desk/events/{event.slug}").text

    done = page[page.index("What was done") :]
    for deed in ("added as a draft", "published", "text changed", "cancelled"):
        assert deed in done


@pytest.mark.parametrize("part", ["", "/edit", "/preview", "/cancel"])
def test_an_event_that_is_not_there_is_not_found(desk: FlaskClient, part: str) -> None:
    assert desk.get(f"/desk/events/nothing{part}").status_code == 404
