"""A volunteer's own page: what it shows, what it lets one do, and whom it hides."""

import re
from datetime import UTC, datetime, time, timedelta
from html import unescape

import pytest
import vobject
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, tickets, volunteers
from app.platform.db import transaction
from tests.makers import a_schedule, an_act, an_event
from tests.makers.volunteering import a_need, a_plan, a_shift, a_volunteer

FORGED = "0" * 26
MISSING = "Z" * 26


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def post(client: FlaskClient, secret: str, deed: str, **form: object) -> TestResponse:
    return client.post(f"/en/v/{secret}/{deed}", data=form)


def shifts(app: Flask, secret: str) -> list[int]:
    with app.app_context():
        return [need.id for need in volunteers.get(secret).shifts]


def test_it_shows_each_shift_with_time_role_place_and_the_title_of_the_lead(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, place="Place Denfert-Rochereau")
    need = a_need(app, event, "steward", hours=2.5, post="North gate")
    secret = a_volunteer(app, event, need, "Mina", adult=True)

    text = page(client, f"/en/v/{secret}")

    for said in (
        "Mina",
        "Steward",
        "lead steward",
        "14:00 to 16:30",
        "2 h 30 min",
        "North gate",
        "Place Denfert-Rochereau",
    ):
        assert said in text


@pytest.mark.parametrize("said", ["", "?said=taken", "?leave=1", "?erase=1"])
def test_nobody_keeps_or_finds_it(app: Flask, client: FlaskClient, said: str) -> None:
    event = an_event(app)
    secret = a_volunteer(app, event, a_need(app, event))

    answer = client.get(f"/en/v/{secret}{said}")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_further_shift_is_taken_in_one_tap(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    first, second = a_need(app, event), a_need(app, event, begins=3)
    secret = a_volunteer(app, event, first)

    offered = re.findall(r'name="need" value="(\d+)"', page(client, f"/en/v/{secret}"))
    answer = post(client, secret, "claim", need=second)

    assert offered == [str(second)]
    assert answer.headers["Location"] == f"/en/v/{secret}?said=taken"
    assert shifts(app, secret) == [first, second]


@pytest.mark.parametrize(
    ("role", "begins", "said"),
    [
        ("sound", 1, "At the same time as one of your shifts"),
        ("sound", 2.1, "too close to get there"),
        ("legal-observer", 8, "Legal observers hold no other role"),
    ],
)
def test_what_does_not_go_together_is_refused_and_explained(
    app: Flask, client: FlaskClient, role: str, begins: float, said: str
) -> None:
    event = an_event(app)
    first = a_need(app, event)
    wanted = a_need(app, event, role, begins=begins)
    free = a_need(app, event, begins=4)
    secret = a_volunteer(app, event, first)

    before = page(client, f"/en/v/{secret}")
    answer = post(client, secret, "claim", need=wanted)

    after = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert said in before
    assert said in after
    assert f'name="need" value="{free}"' in after
    assert shifts(app, secret) == [first]


@pytest.mark.parametrize(
    ("form", "status"), [({"need": "x"}, 422), ({}, 422), ({"need": 999_999_999}, 409)]
)
def test_a_shift_that_is_not_there_cannot_be_taken(
    app: Flask, client: FlaskClient, form: dict[str, object], status: int
) -> None:
    event = an_event(app)
    secret = a_volunteer(app, event, a_need(app, event))

    assert post(client, secret, "claim", **form).status_code == status


def test_a_shift_for_adults_asks_once(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    first = a_need(app, event)
    one, two = (a_need(app, event, "steward", begins=hour, adults_only=True) for hour in (4, 8))
    secret = a_volunteer(app, event, first)

    refused = post(client, secret, "claim", need=one)
    post(client, secret, "claim", need=one, adult="y")
    post(client, secret, "claim", need=two)

    assert refused.status_code == 422
    assert shifts(app, secret) == [first, one, two]


def test_a_shift_is_given_back_after_a_question(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need, kept = a_need(app, event), a_need(app, event, begins=3)
    secret = a_volunteer(app, event, need)
    post(client, secret, "claim", need=kept)

    question = page(client, f"/en/v/{secret}?leave={need}")
    still = shifts(app, secret)
    answer = post(client, secret, "leave", need=need)

    assert "Give this shift back?" in question
    assert still == [need, kept]
    assert answer.headers["Location"] == f"/en/v/{secret}?said=left"
    assert shifts(app, secret) == [kept]


def test_too_late_to_give_back_is_said_before_and_on_a_direct_post(
    app: Flask, client: FlaskClient
) -> None:
    soon = datetime.now(UTC) + timedelta(hours=1)
    event = an_event(app, schedule=a_schedule(soon.date(), time(soon.hour, soon.minute)))
    with app.app_context(), transaction():
        plan = a_plan(volunteers.Shift(soon, soon + timedelta(hours=2)))
        need = volunteers.add_need(event.id, plan, an_act())
    secret = a_volunteer(app, event, need)

    text = page(client, f"/en/v/{secret}")
    answer = post(client, secret, "leave", need=need)

    assert "can no longer be given back here" in text
    assert f"leave={need}" not in text
    assert answer.status_code == 409
    assert "too late" in answer.get_data(as_text=True)
    assert shifts(app, secret) == [need]


def test_looking_never_changes_anything(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event)
    secret = a_volunteer(app, event, need)

    for query in (f"?leave={need}", "?erase=1", "?erase=yes", f"?claim={need}"):
        page(client, f"/en/v/{secret}{query}")
    gets = [client.get(f"/en/v/{secret}/{deed}").status_code for deed in ("leave", "erase")]

    assert gets == [405, 405]
    assert shifts(app, secret) == [need]


def test_a_removed_shift_says_so_and_can_be_put_away(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event)
    secret = a_volunteer(app, event, need)
    with app.app_context(), transaction():
        volunteers.remove_need(event.id, need, an_act())

    text = page(client, f"/en/v/{secret}")
    answer = post(client, secret, "leave", need=need)

    assert "The organisers have removed this shift" in text
    assert answer.status_code == 303
    assert shifts(app, secret) == []


def test_two_shifts_that_were_moved_into_each_other_are_pointed_out(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    first, second = a_need(app, event), a_need(app, event, "sound", begins=3)
    secret = a_volunteer(app, event, first)
    post(client, secret, "claim", need=second)
    before = page(client, f"/en/v/{secret}")
    with app.app_context(), transaction():
        plan = a_plan(a_shift(event, begins=1), "sound")
        volunteers.change_need(event.id, second, plan, an_act())

    after = page(client, f"/en/v/{secret}")

    assert [said.count("Two of your shifts") for said in (before, after)] == [0, 1]


def test_a_cancelled_event_says_so_and_offers_nothing(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need, other = a_need(app, event), a_need(app, event, begins=3)
    secret = a_volunteer(app, event, need)
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    text = page(client, f"/en/v/{secret}")

    assert "This event is cancelled" in text
    assert 'name="need"' not in text
    assert "<svg viewBox" not in text.split("<main", 1)[1]
    assert post(client, secret, "claim", need=other).status_code == 409


def test_the_pass_is_of_the_class_of_volunteers(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event)
    secret = a_volunteer(app, event, need)

    picture = client.get(f"/v/{secret}/ticket.svg")
    bitmap = client.get(f"/v/{secret}/ticket.png")

    with app.app_context():
        code = volunteers.code_of(volunteers.get(secret), secret)
        key = tickets.key_of(event.uid)
        instance = app.extensions["turnout_vault"].instance_id
        parsed = tickets.verify(code, key.public, instance, key.event_id)
        expected = tickets.svg(code, "http://127.0.0.1:8000/t#")
    assert parsed.ticket_class is tickets.TicketClass.VOLUNTEER
    assert picture.get_data(as_text=True) == expected
    assert (picture.mimetype, bitmap.mimetype) == ("image/svg+xml", "image/png")


def test_without_a_shift_there_is_no_pass(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event)
    secret = a_volunteer(app, event, need)
    post(client, secret, "leave", need=need)

    assert "Your pass" not in page(client, f"/en/v/{secret}")
    assert client.get(f"/v/{secret}/ticket.svg").status_code == 409


@pytest.mark.parametrize(
    ("query", "title"), [("", "Créneau"), ("?lang=en", "Shift"), ("?lang=fa", "نوبت")]
)
def test_the_feed_is_neutral_and_speaks_the_language_asked_for(
    app: Flask, client: FlaskClient, query: str, title: str
) -> None:
    event = an_event(app, language="fr")
    secret = a_volunteer(app, event, a_need(app, event))

    answer = client.get(f"/v/{secret}/shifts.ics{query}")

    (entry,) = vobject.readOne(answer.get_data(as_text=True)).contents["vevent"]
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert entry.summary.value == title


def test_everything_held_can_be_taken_along(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, schedule=a_schedule(datetime(2028, 5, 6, tzinfo=UTC).date()))
    need = a_need(app, event, "sound", post="Stage")
    secret = a_volunteer(app, event, need, "Mina")

    answer = client.get(f"/v/{secret}/data.json")

    assert answer.json == {
        "event": event.slug,
        "handle": "Mina",
        "adult": False,
        "speaks": [],
        "trained_for": [],
        "came_on": datetime.now(UTC).date().isoformat(),
        "scans": [],
        "shifts": [
            {
                "role": "sound",
                "start": "2028-05-06T14:00:00+02:00",
                "end": "2028-05-06T16:00:00+02:00",
                "post": "Stage",
                "removed": False,
            }
        ],
        "handing_over": [],
        "wishes": [],
        "destroyed_by": "2028-06-05",
    }


def test_erasing_asks_first_and_leaves_nothing(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event)
    secret = a_volunteer(app, event, need)

    question = page(client, f"/en/v/{secret}?erase=1")
    answer = post(client, secret, "erase")

    assert "Erase everything?" in question
    assert "Everything is erased" in answer.get_data(as_text=True)
    assert client.get(f"/en/v/{secret}").status_code == 404
    with app.app_context():
        assert volunteers.volunteers_left(event.id) == 0
        assert volunteers.get_need(event.id, need).taken == 0


@pytest.mark.parametrize("lang", ["fr", "en", "fa"])
def test_a_forged_or_foreign_secret_opens_nothing_and_looks_like_none(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app)
    need = a_need(app, event)
    a_volunteer(app, event, need)

    for end in ("", "?erase=1", f"?leave={need}"):
        forged, missing = (client.get(f"/{lang}/v/{key}{end}") for key in (FORGED, MISSING))
        nowhere = client.get(f"/{lang}/no-such-page")
        assert (forged.status_code, missing.status_code) == (404, 404)
        assert forged.data == missing.data == nowhere.data
    for deed in ("claim", "leave", "erase"):
        told = {"need": need}
        answers = [client.post(f"/{lang}/v/{key}/{deed}", data=told) for key in (FORGED, MISSING)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].data == answers[1].data
    for file in ("shifts.ics", "ticket.svg", "ticket.png", "data.json"):
        assert client.get(f"/v/{FORGED}/{file}").status_code == 404
    with app.app_context():
        assert volunteers.get_need(event.id, need).taken == 1


def test_the_secret_of_one_volunteer_gives_back_nothing_of_another(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    need, other = a_need(app, event), a_need(app, event, begins=3)
    mina, omid = a_volunteer(app, event, need, "Mina"), a_volunteer(app, event, other, "Omid")

    post(client, mina, "leave", need=other)
    page(client, f"/en/v/{mina}?leave={other}")

    assert shifts(app, omid) == [other]
    assert shifts(app, mina) == [need]


@pytest.mark.parametrize("lang", ["fr", "en", "fa"])
def test_pages_and_feeds_of_one_volunteer_hold_nobody_else_s_data(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app)
    needs = [a_need(app, event, begins=hour, most=9) for hour in (0, 3)]
    people = {
        handle: a_volunteer(app, event, needs[number % 2], handle)
        for number, handle in enumerate(["Canary-A", "Canary-B", "Canary-C", "قناری"])
    }
    mine = people.pop("Canary-A")
    with app.app_context():
        others = [volunteers.get(secret) for secret in people.values()]
        codes = [
            volunteers.short_code_of(*pair) for pair in zip(others, people.values(), strict=True)
        ]
    with app.app_context(), transaction():
        volunteers.change_need(
            event.id, needs[0], a_plan(a_shift(event, begins=1), most=9), an_act()
        )

    seen = [
        client.get(f"/{lang}/v/{mine}"),
        client.get(f"/{lang}/v/{mine}?leave={needs[0]}"),
        client.get(f"/{lang}/v/{mine}?erase=1"),
        client.post(f"/{lang}/v/{mine}/claim", data={"need": "nonsense"}),
        client.post(f"/{lang}/v/{mine}/claim", data={"need": needs[1]}, follow_redirects=True),
        client.get(f"/v/{mine}/shifts.ics?lang={lang}"),
        client.get(f"/v/{mine}/data.json"),
        client.get(f"/{lang}/e/{event.slug}/volunteer"),
    ]

    texts = [unescape(answer.get_data(as_text=True)) for answer in seen]
    assert all("Canary-A" in text for text in (texts[0], texts[6]))
    for text in texts:
        for canary in [*people, *people.values(), *codes]:
            assert canary not in text
        assert "\\u0642" not in text
