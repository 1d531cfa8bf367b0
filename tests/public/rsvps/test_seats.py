"""Places of further kinds over the web, without JavaScript: ask, wait, accept, give back."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.kernel.ids import KindId
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import a_kind, a_party, an_act, an_event, token_in
from tests.public.rsvps.test_letters import delivered, link_in, text_of

languages = pytest.mark.parametrize("lang", i18n.CODES)
NAMES = {"en": "Coach from Lyon", "fr": "Car de Lyon", "fa": "اتوبوس لیون"}


def a_coach(app: Flask, event: events.Event, capacity: int = 2, **rules: bool) -> KindId:
    return a_kind(app, event, rsvps.KindPlan("en", NAMES, capacity, **rules))


def send(client: FlaskClient, event: events.Event, form: dict[str, int], lang: str = "en") -> str:
    """Open the form, send it, and return where it led to, or the status."""
    page = f"/{lang}/e/{event.slug}/rsvp"
    token = token_in(client.get(page).text)
    answer = client.post(page, data={"people": 1, "token": token, **form})
    return answer.headers.get("Location", f"{answer.status_code} {answer.text}")


def data_of(client: FlaskClient, secret: str) -> list[dict[str, object]]:
    seats: list[dict[str, object]] = client.get(f"/p/{secret}/data.json").json["seats"]  # type: ignore[index] # JSON
    return seats


def test_without_kinds_the_form_asks_for_the_people_alone(app: Flask, client: FlaskClient) -> None:
    page = client.get(f"/en/e/{an_event(app).slug}/rsvp").text

    assert re.findall(r'<(?:input|select)[^>]* name="([^"]+)"', page) == ["token", "people"]


@languages
def test_with_kinds_the_form_lets_choose_and_needs_nothing_typed(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app)
    coach = a_coach(app, event)

    page = client.get(f"/{lang}/e/{event.slug}/rsvp").text
    without = send(client, event, {}, lang)
    with_seats = send(client, event, {"people": 2, f"seats_{coach}": 2}, lang)

    assert f"<bdi>{NAMES[lang]}</bdi>" in page
    assert f"<bdi>{NAMES[lang]}</bdi>" in client.get(f"/{lang}/e/{event.slug}").text
    assert data_of(client, without.rpartition("/")[2]) == []
    assert data_of(client, with_seats.rpartition("/")[2]) == [
        {
            "kind": NAMES["en"],
            "state": "confirmed",
            "people": 2,
            "position": None,
            "held_until": None,
        }
    ]


def test_more_seats_than_people_are_asked_about_again(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    coach = a_coach(app, event)

    told = send(client, event, {f"seats_{coach}": 2})

    assert told.startswith("422")
    assert "Choose no more places than people." in told
    assert '<option selected value="2">' in told


def test_a_full_coach_without_a_line_is_not_offered_and_refused_by_name(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    coach = a_coach(app, event, waitlist=False)
    token = token_in(client.get(f"/en/e/{event.slug}/rsvp").text)
    a_party(app, event, people=2, seats={coach: 2})

    page = client.get(f"/en/e/{event.slug}/rsvp").text
    late = {"people": 1, "token": token, f"seats_{coach}": 1}
    ignored = client.post(f"/en/e/{event.slug}/rsvp", data=late)

    assert "\u2068Coach from Lyon\u2069: all places are taken." in page
    assert f'name="seats_{coach}"' not in page
    assert ignored.status_code == 303
    assert data_of(client, ignored.headers["Location"].rpartition("/")[2]) == []


def test_too_few_seats_are_said_with_their_number(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    coach = a_coach(app, event, waitlist=False)
    a_party(app, event, seats={coach: 1})

    told = send(client, event, {"people": 2, f"seats_{coach}": 2})

    assert told.startswith("409")
    assert "\u2068Coach from Lyon\u2069: 1 place can be had now. Nothing was saved." in told


@pytest.mark.parametrize(
    ("lang", "yours"),
    [("en", "1 place for you"), ("fr", "1 place pour vous"), ("fa", "۱ جا برای شما")],
)
def test_the_pass_names_the_seats(app: Flask, client: FlaskClient, lang: str, yours: str) -> None:
    event = an_event(app)
    coach = a_coach(app, event)
    secret = a_party(app, event, people=2, seats={coach: 1})

    page = client.get(f"/{lang}/p/{secret}").text

    assert f"\u2068{NAMES[lang]}\u2069" in page
    assert yours in page


def test_a_party_asks_waits_and_gives_back_on_its_page(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    coach = a_coach(app, event)
    holder, secret = (a_party(app, event, people=2) for _ in range(2))
    here = f"/en/p/{secret}/seats/{coach}"
    client.post(f"/en/p/{holder}/seats/{coach}", data={"people": 2})

    waits = client.post(here, data={"people": 1})
    line = client.get(waits.headers["Location"]).text
    client.post(f"/en/p/{holder}/seats/{coach}", data={"people": 0})
    yours = client.get(f"/en/p/{secret}").text

    assert (waits.status_code, waits.headers["Location"]) == (
        303,
        f"/en/p/{secret}?said=seats#kind-{coach}",
    )
    assert "Number 1 in line" in line
    assert "See you there!" in line
    assert "1 place is yours" in yours


def test_an_offer_of_seats_is_taken_by_a_button(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    coach = a_coach(app, event, by_offer=True)
    holder, secret = (a_party(app, event, people=2, seats={coach: 2}) for _ in range(2))
    client.post(f"/en/p/{holder}/seats/{coach}", data={"people": 0})

    offered = client.get(f"/en/p/{secret}").text
    client.post(f"/en/p/{secret}/seats/{coach}/accept")
    late = client.post(f"/en/p/{holder}/seats/{coach}/accept")

    assert "2 places are held for you" in offered
    assert data_of(client, secret)[0]["state"] == "confirmed"
    assert "said=ended" in late.headers["Location"]


def test_what_cannot_be_had_is_said_beside_the_field(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    coach = a_coach(app, event, waitlist=False)
    a_party(app, event, seats={coach: 1})
    secret = a_party(app, event, people=3)
    here = f"/en/p/{secret}/seats/{coach}"

    answers = [client.post(here, data={"people": people}) for people in (2, 3, 4, "x")]

    assert [answer.status_code for answer in answers] == [409, 409, 422, 422]
    assert "You can have one place of this kind. Nothing was changed." in answers[0].text
    assert f'<a href="#seats-{coach}">' in answers[0].text
    assert client.post(f"/en/p/{secret}/seats/99", data={"people": 1}).status_code == 404


@languages
def test_a_called_off_coach_is_said_to_those_who_asked(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app)
    coach = a_coach(app, event)
    asked, other = a_party(app, event, seats={coach: 1}), a_party(app, event)

    with app.app_context(), transaction():
        rsvps.remove_kind(event.id, coach, an_act())

    assert NAMES[lang] in client.get(f"/{lang}/p/{asked}").text
    assert NAMES[lang] not in client.get(f"/{lang}/p/{other}").text


@languages
def test_letters_name_the_seats_in_the_readers_language(
    app: Flask, client: FlaskClient, box: Path, lang: str
) -> None:
    event = an_event(app)
    coach = a_coach(app, event)
    holder, secret = (a_party(app, event, people=2, seats={coach: 2}) for _ in range(2))
    address = {"level": "2", "email": "sara@example.org", "consent": "y"}
    client.post(f"/{lang}/p/{secret}/level", data=address)
    client.post(link_in(delivered(app, box)[0], "/confirm/"))

    client.post(f"/{lang}/p/{holder}/seats/{coach}", data={"people": 0})
    yours = delivered(app, box)[-1]
    with app.app_context(), transaction():
        rsvps.send_pass(secret, "reza@example.org", lang, an_act())
    with_pass = delivered(app, box)[-1]
    with app.app_context(), transaction():
        rsvps.remove_kind(event.id, coach, an_act())
    called_off = delivered(app, box)[-1]

    for letter in (yours, with_pass, called_off):
        for kind in ("plain", "html"):
            assert f"\u2068{NAMES[lang]}\u2069" in text_of(letter, kind)
    assert len({str(letter["Subject"]) for letter in (yours, with_pass, called_off)}) == 3


def test_a_new_kind_shows_on_pages_that_were_kept(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    pages = (f"/en/e/{event.slug}", f"/en/e/{event.slug}/rsvp")
    before = [client.get(page).text for page in pages]

    a_coach(app, event)

    after = [client.get(page).text for page in pages]
    assert [NAMES["en"] in page for page in before + after] == [False, False, True, True]
