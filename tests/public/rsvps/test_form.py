"""The RSVP form: two taps, a number of people, and nothing lost when something is wrong."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, rsvps
from app.platform import i18n, moment
from app.platform.db import transaction
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event, token_in

languages = pytest.mark.parametrize("lang", i18n.CODES)
OURS = "http://127.0.0.1:8000"


def form_of(client: FlaskClient, event: events.Event, lang: str = "en") -> str:
    """Open the form and return its token."""
    return token_in(client.get(f"/{lang}/e/{event.slug}/rsvp").text)


def send(
    client: FlaskClient, event: events.Event, token: str, people: object = 1, **headers: str
) -> TestResponse:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"people": str(people), "token": token}
    return client.post(f"/en/e/{event.slug}/rsvp", data=sent, headers=told)


def counted(app: Flask, event: events.Event) -> tuple[int, int]:
    with app.app_context():
        counts = rsvps.counts(event.id)
    return counts.confirmed, counts.waiting


def ways_on(page: str) -> set[str]:
    """Return where the buttons of a page lead."""
    main = page[page.index("<main") : page.index("</main>")]
    return set(re.findall(r'<a class="button[^"]*" href="([^"]+)"', main))


@languages
def test_two_taps_lead_to_the_partys_own_page(app: Flask, client: FlaskClient, lang: str) -> None:
    event = an_event(app, language=lang)
    page = client.get(f"/{lang}/e/{event.slug}").text
    assert f'href="/{lang}/e/{event.slug}/rsvp"' in page

    token = form_of(client, event, lang)
    answer = client.post(f"/{lang}/e/{event.slug}/rsvp", data={"people": "3", "token": token})

    assert answer.status_code == 303
    assert re.fullmatch(rf"/{lang}/p/[0-9A-HJKMNP-TV-Z]{{26}}", answer.headers["Location"])
    assert client.get(answer.headers["Location"]).status_code == 200
    assert counted(app, event) == (3, 0)


def test_nothing_but_a_number_is_asked(app: Flask, client: FlaskClient) -> None:
    page = client.get(f"/en/e/{an_event(app).slug}/rsvp").text

    assert re.findall(r'<input[^>]* name="([^"]+)"', page) == ["token", "people"]


@pytest.mark.parametrize(
    ("typed", "people"),
    [("1", 1), ("20", 20), (" 3 ", 3), ("۳", 3), ("٣", 3), ("۱2", 12), ("007", 7)],
)
def test_numbers_are_read_in_all_digits(
    app: Flask, client: FlaskClient, typed: str, people: int
) -> None:
    event = an_event(app)

    answer = send(client, event, form_of(client, event), typed)

    assert answer.status_code == 303
    assert counted(app, event) == (people, 0)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0", "0"),
        ("-1", "-1"),
        ("21", "21"),
        ("abc", "abc"),
        ("", ""),
        ("   ", "   "),
        ("3.5", "3.5"),
        ("1e1", "1e1"),
        ("²", "²"),
        ("۲۱", "۲۱"),
        ('"><b>2', "&#34;&gt;&lt;b&gt;2"),
        ("9" * 5000, "9" * 5000),
        ("\u202e3\x00", None),
    ],
)
def test_what_is_no_number_of_people_is_shown_again_beside_the_reason(
    app: Flask, client: FlaskClient, typed: str, shown: str | None
) -> None:
    event = an_event(app)

    answer = send(client, event, form_of(client, event), typed)

    if shown is None:  # what cannot be seen was not meant
        assert (answer.status_code, counted(app, event)) == (303, (3, 0))
        return
    assert answer.status_code == 422
    assert answer.text.count("Enter the number of people, from 1 to 20.") == 2
    assert f'name="people" type="text" value="{shown}"' in answer.text
    assert "<title>Error:" in answer.text
    assert counted(app, event) == (0, 0)


def test_a_form_without_a_number_is_shown_again(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)

    answer = client.post(f"/en/e/{event.slug}/rsvp", data={"token": form_of(client, event)})

    assert answer.status_code == 422
    assert counted(app, event) == (0, 0)


@languages
def test_the_reason_is_given_in_the_language_of_the_page(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app)
    token = form_of(client, event, lang)

    answer = client.post(f"/{lang}/e/{event.slug}/rsvp", data={"people": "0", "token": token})

    reasons = {
        "fr": "Saisissez le nombre de personnes, de 1 à 20.",
        "en": "Enter the number of people, from 1 to 20.",
        "fa": "شمار نفرات را از ۱ تا ۲۰ وارد کنید.",
    }
    assert reasons[lang] in answer.text


def test_a_refused_number_can_be_mended_and_sent(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    refused = send(client, event, form_of(client, event), "abc")

    answer = send(client, event, token_in(refused.text), 2)

    assert answer.status_code == 303
    assert counted(app, event) == (2, 0)


@pytest.mark.parametrize("kind", ["forged", "of another event", "a day old", "missing", "empty"])
def test_a_form_that_is_not_fresh_is_given_anew_with_what_was_typed(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    event = an_event(app)
    sent = {"people": "4"} | _stale_token(app, client, event, kind, monkeypatch)

    refused = client.post(f"/en/e/{event.slug}/rsvp", data=sent)
    answer = send(client, event, token_in(refused.text), 4)

    assert refused.status_code == 422
    assert "This page was open for too long. Please send the form again." in refused.text
    assert 'value="4"' in refused.text
    assert answer.status_code == 303
    assert counted(app, event) == (4, 0)


def _stale_token(
    app: Flask,
    client: FlaskClient,
    event: events.Event,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, str]:
    if kind == "missing":
        return {}
    if kind == "of another event":
        return {"token": form_of(client, an_event(app, title="Another"))}
    token = form_of(client, event)
    if kind == "a day old":
        _let_pass(monkeypatch, hours=25)
        return {"token": token}
    return {"token": "" if kind == "empty" else "A" * len(token)}


def _let_pass(monkeypatch: pytest.MonkeyPatch, **span: int) -> None:
    now = moment.now() + timedelta(**span)
    monkeypatch.setattr(moment, "now", lambda: now)


def test_the_same_form_twice_leads_to_the_same_page_and_counts_once(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, capacity=3)
    token = form_of(client, event)

    first, second = (send(client, event, token, 3) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert counted(app, event) == (3, 0)


def test_the_same_form_with_another_number_is_refused_and_leads_on(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    token = form_of(client, event)
    send(client, event, token, 3)

    answer = send(client, event, token, 4)

    assert answer.status_code == 409
    assert "This form was already sent" in answer.text
    assert f"/en/e/{event.slug}/rsvp" in ways_on(answer.text)
    assert counted(app, event) == (3, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Origin": OURS},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused(
    app: Flask, client: FlaskClient, headers: dict[str, str]
) -> None:
    event = an_event(app)

    answer = send(client, event, form_of(client, event), 1, **headers)

    assert answer.status_code == 403
    assert "This form came from another site" in answer.text
    assert counted(app, event) == (0, 0)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": OURS}, {"Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}],
    ids=str,
)
def test_our_own_form_is_taken(app: Flask, client: FlaskClient, headers: dict[str, str]) -> None:
    event = an_event(app)

    assert send(client, event, form_of(client, event), 1, **headers).status_code == 303


@languages
def test_a_full_event_without_waitlist_offers_no_form_and_says_what_else(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app, capacity=2, waitlist=False)
    token = form_of(client, event, lang)
    a_party(app, event, people=2)

    asked = client.get(f"/{lang}/e/{event.slug}/rsvp")
    answer = client.post(f"/{lang}/e/{event.slug}/rsvp", data={"people": "1", "token": token})

    assert asked.status_code == 200
    assert 'name="people"' not in asked.text
    assert ways_on(asked.text) == {f"/{lang}/events"}
    assert answer.status_code == 409
    assert f"/{lang}/events" in ways_on(answer.text)
    assert counted(app, event) == (2, 0)


@pytest.mark.parametrize(
    ("taken", "people", "said"),
    [
        (3, 3, "Only 2 places are left. Come with fewer people, or look again later."),
        (4, 2, "Only 1 place is left. Come alone, or look again later."),
        (5, 1, "All places are taken, and there is no waiting list."),
        (0, 6, "There are 5 places in all. Come with fewer people."),
    ],
)
def test_how_many_would_fit_is_said(
    app: Flask, client: FlaskClient, taken: int, people: int, said: str
) -> None:
    event = an_event(app, capacity=5, waitlist=False)
    token = form_of(client, event)
    if taken:
        a_party(app, event, taken)

    answer = send(client, event, token, people)

    assert answer.status_code == 409
    assert said in " ".join(answer.text.split())
    assert counted(app, event) == (taken, 0)


def test_a_full_event_with_a_waitlist_says_so_before_and_gives_a_turn(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, capacity=2)
    a_party(app, event, people=2)

    page = client.get(f"/en/e/{event.slug}/rsvp").text
    answer = send(client, event, token_in(page), 2)

    assert "All places are taken at the moment" in page
    assert "Join the waiting list" in page
    assert "Number 1 in line" in client.get(answer.headers["Location"]).text
    assert counted(app, event) == (2, 2)


@pytest.mark.parametrize(
    ("what", "said"), [("past", "This event is over"), ("cancelled", "This event is cancelled")]
)
def test_an_event_that_is_not_to_come_takes_nobody(
    app: Flask, client: FlaskClient, what: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = an_event(app)
    token = form_of(client, event)
    if what == "past":
        _let_pass(monkeypatch, days=11)
    else:
        with app.app_context(), transaction():
            events.cancel(event.id, an_act())

    asked = client.get(f"/en/e/{event.slug}/rsvp")
    answer = send(client, event, token)

    assert (asked.status_code, answer.status_code) == (409, 409)
    assert said in asked.text
    assert said in answer.text
    assert counted(app, event) == (0, 0)


def test_an_event_takes_people_until_its_end(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, schedule=a_schedule(TODAY, None))

    assert send(client, event, form_of(client, event)).status_code == 303


def test_a_draft_is_not_there(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, published=False)

    assert client.get(f"/en/e/{event.slug}/rsvp").status_code == 404
    assert send(client, event, "").status_code == 404


def test_each_visitor_gets_a_token_of_their_own_from_the_same_form(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    page = f"/en/e/{event.slug}/rsvp"

    first, second = client.get(page).text, client.get(page).text

    assert token_in(first) != token_in(second)
    assert first.replace(token_in(first), "") == second.replace(token_in(second), "")
    for token in (token_in(first), token_in(second)):
        assert send(client, event, token).status_code == 303
    assert counted(app, event) == (2, 0)
