"""A party's own page: how it stands, and everything that the party can do about it."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.platform import i18n, moment
from app.platform.db import transaction
from tests.makers import TODAY, a_party, an_act, an_event
from tests.makers.volunteering import a_need, a_volunteer

languages = pytest.mark.parametrize("lang", i18n.CODES)
DEEDS = ("people", "cancel", "erase", "level", "sure")
FILES = ("ticket.svg", "ticket.png", "event.ics", "data.json")


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found
    return re.sub("<[^>]*>", "", found[1])


def counted(app: Flask, event: events.Event) -> tuple[int, int]:
    with app.app_context():
        counts = rsvps.counts(event.id)
    return counts.confirmed, counts.waiting


def let_pass(monkeypatch: pytest.MonkeyPatch, **span: int) -> None:
    now = moment.now() + timedelta(**span)
    monkeypatch.setattr(moment, "now", lambda: now)


@pytest.mark.parametrize(
    ("lang", "said", "people"),
    [
        ("fr", "À bientôt sur place\u202f!", "3 personnes"),
        ("en", "See you there!", "3 people"),
        ("fa", "آنجا می‌بینیمتان!", "۳ نفر"),
    ],
)
def test_a_confirmed_party_sees_its_pass(
    app: Flask, client: FlaskClient, lang: str, said: str, people: str
) -> None:
    secret = a_party(app, an_event(app), people=3)

    page = client.get(f"/{lang}/p/{secret}").text

    assert heading(page) == said
    assert people in page
    assert page.count("<svg") == 2  # our mark and the code
    for address in (
        f"/p/{secret}/ticket.png",
        f"/p/{secret}/event.ics?lang={lang}",
        f"/p/{secret}/data.json",
        f"/{lang}/p/{secret}?confirm=cancel",
        f"/{lang}/p/{secret}?confirm=erase",
    ):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "Numéro 2 dans la file"), ("en", "Number 2 in line"), ("fa", "نفر ۲ در صف")],
)
def test_a_waiting_party_sees_its_turn_and_no_pass(
    app: Flask, client: FlaskClient, lang: str, said: str
) -> None:
    event = an_event(app, capacity=1)
    _, _, secret = (a_party(app, event) for _ in range(3))

    page = client.get(f"/{lang}/p/{secret}").text

    assert said in page
    assert page.count("<svg") == 1
    assert "ticket.png" not in page


def test_a_place_that_becomes_free_shows_on_the_page_of_the_first_in_line(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, capacity=1)
    going, first, second = (a_party(app, event) for _ in range(3))

    client.post(f"/en/p/{going}/cancel")

    assert heading(client.get(f"/en/p/{first}").text) == "See you there!"
    assert "Number 1 in line" in client.get(f"/en/p/{second}").text


def test_the_page_says_what_changed_and_what_was_called_off(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    secret = a_party(app, event)
    with app.app_context(), transaction():
        events.reword(event.id, "en", events.Words("Rally", "Bastille", "Us"), an_act())
    moved = client.get(f"/en/p/{secret}").text
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())
    called_off = client.get(f"/en/p/{secret}").text

    assert "The place has changed" in moved
    assert "Now: <strong><bdi>Bastille</bdi></strong>" in moved
    assert "This event is cancelled" in called_off
    assert "<form" not in called_off


def test_after_the_event_nothing_is_left_to_change_but_to_erase(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = a_party(app, an_event(app))
    let_pass(monkeypatch, days=11)

    page = client.get(f"/en/p/{secret}").text

    assert "This event is over. Thank you for coming." in page
    assert "<form" not in page
    assert "?confirm=erase" in page


@pytest.mark.parametrize("typed", ["5", "۵", "٥"])
def test_a_party_can_become_more_or_fewer(app: Flask, client: FlaskClient, typed: str) -> None:
    event = an_event(app, capacity=10)
    secret = a_party(app, event, people=3)

    more = client.post(f"/en/p/{secret}/people", data={"people": typed})
    after_more = counted(app, event)
    client.post(f"/en/p/{secret}/people", data={"people": "1"})

    assert (more.status_code, more.headers["Location"]) == (303, f"/en/p/{secret}?said=changed")
    assert "Your number of people is changed." in client.get(more.headers["Location"]).text
    assert (after_more, counted(app, event)) == ((5, 0), (1, 0))


@pytest.mark.parametrize("typed", ["0", "-1", "21", "abc", "", "9" * 5000])
def test_what_is_no_number_of_people_changes_nothing_and_is_shown_again(
    app: Flask, client: FlaskClient, typed: str
) -> None:
    event = an_event(app)
    secret = a_party(app, event, people=3)

    answer = client.post(f"/en/p/{secret}/people", data={"people": typed})

    assert answer.status_code == 422
    assert f'name="people" type="text" value="{typed}"' in answer.text
    assert answer.text.count("Enter the number of people, from 1 to 20.") == 2
    assert counted(app, event) == (3, 0)


@pytest.mark.parametrize(
    ("capacity", "others", "wanted", "said"),
    [
        (10, 6, "5", "Only one more person fits. Nothing was changed."),
        (10, 5, "6", "Only 2 more people fit. Nothing was changed."),
        (10, 7, "4", "There are no more places. Nothing was changed."),
        (10, 0, "11", "This event has 10 places in all. Nothing was changed."),
    ],
)
def test_how_many_more_would_fit_is_said(  # noqa: PLR0917 - a row says it best
    app: Flask, client: FlaskClient, capacity: int, others: int, wanted: str, said: str
) -> None:
    event = an_event(app, capacity=capacity)
    secret = a_party(app, event, people=3)
    if others:
        a_party(app, event, people=others)

    answer = client.post(f"/en/p/{secret}/people", data={"people": wanted})

    assert answer.status_code == 409
    assert answer.text.count(said) == 2
    assert f'value="{wanted}"' in answer.text
    assert counted(app, event) == (3 + others, 0)


def test_the_pass_stays_the_same_one_for_more_people(app: Flask, client: FlaskClient) -> None:
    secret = a_party(app, an_event(app), people=3)
    before = short_code(client.get(f"/en/p/{secret}").text)

    client.post(f"/en/p/{secret}/people", data={"people": "4"})

    assert short_code(client.get(f"/en/p/{secret}").text) == before


def short_code(page: str) -> str:
    found = re.search(r'class="typed"><code dir="ltr">([0-9A-Z-]{16})<', page)
    assert found
    return found[1]


@languages
@pytest.mark.parametrize("deed", ["cancel", "erase"])
def test_a_question_comes_before_what_cannot_be_undone(
    app: Flask, client: FlaskClient, lang: str, deed: str
) -> None:
    event = an_event(app)
    secret = a_party(app, event)

    question = client.get(f"/{lang}/p/{secret}?confirm={deed}").text

    assert f'<form method="post" action="/{lang}/p/{secret}/{deed}">' in question
    assert f'href="/{lang}/p/{secret}"' in question
    assert counted(app, event) == (1, 0)


def test_a_cancelled_party_has_no_pass_and_can_come_again(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    secret = a_party(app, event, people=2)

    answers = [client.post(f"/en/p/{secret}/cancel") for _ in range(2)]

    page = client.get(f"/en/p/{secret}").text
    assert {answer.headers["Location"] for answer in answers} == {f"/en/p/{secret}?said=cancelled"}
    assert heading(page) == "You are not coming"
    assert f'href="/en/e/{event.slug}/rsvp"' in page
    assert client.get(f"/p/{secret}/ticket.svg").status_code == 409
    assert counted(app, event) == (0, 0)


@pytest.mark.parametrize("deed", ["people", "level"])
def test_a_cancelled_party_changes_nothing(app: Flask, client: FlaskClient, deed: str) -> None:
    event = an_event(app)
    secret = a_party(app, event)
    client.post(f"/en/p/{secret}/cancel")

    answer = client.post(f"/en/p/{secret}/{deed}", data={"people": "2", "level": "0"})

    assert answer.status_code in {303, 409}
    assert counted(app, event) == (0, 0)


def test_everything_about_an_erased_party_is_gone(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, capacity=2)
    secret = a_party(app, event, people=2)
    next_in_line = a_party(app, event)

    answer = client.post(f"/en/p/{secret}/erase")

    assert (answer.status_code, heading(answer.text)) == (200, "Everything is erased")
    assert client.get(f"/en/p/{secret}").status_code == 404
    assert heading(client.get(f"/en/p/{next_in_line}").text) == "See you there!"
    assert counted(app, event) == (1, 0)


def test_a_party_sees_all_that_is_kept(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, capacity=2)
    a_party(app, event, people=2)
    secret = a_party(app, event)

    answer = client.get(f"/p/{secret}/data.json")

    assert answer.mimetype == "application/json"
    assert 'attachment; filename="rally.json"' in answer.headers["Content-Disposition"]
    kept = answer.get_json()
    assert date.fromisoformat(kept.pop("came_on")) in {TODAY, TODAY + timedelta(days=1)}
    assert date.fromisoformat(kept.pop("destroyed_by")) == event.starts_on + timedelta(days=2)
    assert kept == {
        "event": "rally",
        "level": 0,
        "state": "waiting",
        "people": 1,
        "asked_for": 1,
        "number": 2,
        "position": 1,
        "sure": False,
        "held_until": None,
        "seats": [],
        "answers": [],
        "updates": None,
        "counted": 0,
        "scans": [],
    }


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}], ids=str
)
@pytest.mark.parametrize("deed", DEEDS)
def test_another_site_cannot_do_anything_in_a_partys_name(
    app: Flask, client: FlaskClient, deed: str, headers: dict[str, str]
) -> None:
    event = an_event(app)
    secret = a_party(app, event)

    answer = client.post(f"/en/p/{secret}/{deed}", data={"people": "2"}, headers=headers)

    assert answer.status_code == 403
    assert counted(app, event) == (1, 0)


def test_a_secret_opens_in_whatever_case_it_was_typed(app: Flask, client: FlaskClient) -> None:
    secret = a_party(app, an_event(app))

    typed = secret.lower().replace("0", "o").replace("1", "l")

    assert heading(client.get(f"/en/p/{typed}").text) == "See you there!"


def test_a_secret_that_opens_nothing_looks_the_same_whatever_it_once_was(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    erased = a_party(app, event)
    client.post(f"/en/p/{erased}/erase")
    a_party(app, event)
    of_a_volunteer = a_volunteer(app, event, a_need(app, event))
    never = "0123456789ABCDEFGHJKMNPQRS"

    def answers(secret: str) -> list[tuple[int, dict[str, str], bytes]]:
        own = f"/en/p/{secret}"
        pages = [client.get(own), client.get(f"{own}?confirm=erase")]
        files = [client.get(f"/p/{secret}/{name}") for name in FILES]
        deeds = [client.post(f"{own}/{deed}", data={"people": "1"}) for deed in DEEDS]
        given = [*pages, *files, *deeds]
        return [(answer.status_code, dict(answer.headers), answer.data) for answer in given]

    assert answers(erased) == answers(of_a_volunteer) == answers(never)
    assert {status for status, _, _ in answers(never)} == {404}


@pytest.mark.parametrize("secret", ["SHORT", "0" * 27, "0123456789ABCDEFGHJKMNPQR!", "é" * 26])
def test_what_is_no_secret_is_not_found(client: FlaskClient, secret: str) -> None:
    assert client.get(f"/en/p/{secret}").status_code == 404
