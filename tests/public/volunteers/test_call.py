"""The page of what is needed: the list, its filters, a first claim, and kind refusals."""

import re
from datetime import time, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events, volunteers
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, an_event, token_in
from tests.makers.volunteering import a_need, a_volunteer


def path(event: events.Event, lang: str = "en") -> str:
    return f"/{lang}/e/{event.slug}/volunteer"


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def offered(text: str) -> list[int]:
    """Return the shifts that a page lets one take, in its order."""
    return [int(number) for number in re.findall(r'plain" name="need" value="(\d+)"', text)]


def send(client: FlaskClient, event: events.Event, lang: str = "en", **form: Any) -> TestResponse:
    """Send the form; without a token of its own, a fresh one."""
    told = {"token": form.pop("token", None) or token_in(page(client, path(event, lang))), **form}
    return client.post(path(event, lang), data=told)


def taken(app: Flask, event: events.Event, need: int) -> int:
    with app.app_context():
        return volunteers.get_need(event.id, need).taken


def secret_in(answer: TestResponse) -> str:
    found = re.fullmatch(r"/\w\w/v/([0-9A-Z]{26})\?said=taken", answer.headers["Location"])
    assert answer.status_code == 303
    assert found
    return found[1]


def test_needs_come_by_time_with_how_far_they_are_filled(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    full = a_need(app, event, "sound", most=1)
    late = a_need(app, event, "welcome", begins=3, least=0, most=4)
    urgent = a_need(app, event, "first-aid", begins=-2, least=2, post="North gate")
    a_volunteer(app, event, full)

    text = page(client, path(event))

    assert offered(text) == [urgent, late]
    for said in ("Urgently needed", "Open", "Full", "North gate", "4 places left", "First aid"):
        assert said in text


def test_a_shift_that_is_over_is_not_shown(app: Flask, client: FlaskClient) -> None:
    day = timedelta(days=1)
    schedule = a_schedule(TODAY - day, ends_on=TODAY + day, ends_at=time(14))
    event = an_event(app, schedule=schedule)
    a_need(app, event, begins=-2)
    ahead = a_need(app, event, "sound", begins=24, hours=24)

    assert offered(page(client, path(event))) == [ahead]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("role=sound", ["early sound"]),
        ("speaks=fa", ["interpreter", "early sound", "late"]),
        ("speaks=ar", ["early sound", "late"]),
        ("from=16:00", ["late"]),
        ("to=16:00", ["interpreter", "early sound"]),
        ("from=۱۶:۰۰", ["late"]),
        ("urgent=1", ["interpreter", "late"]),
        ("from=nonsense&to=&page=x", ["interpreter", "early sound", "late"]),
        ("role=banner", []),
    ],
)
def test_the_list_can_be_filtered_by_time_language_role_and_urgency(
    app: Flask, client: FlaskClient, query: str, shown: list[str]
) -> None:
    event = an_event(app)
    needs = {
        "interpreter": a_need(app, event, "interpreter", languages=("fr", "fa")),
        "early sound": a_need(app, event, "sound", least=0),
        "late": a_need(app, event, "welcome", begins=2.5),
    }

    text = page(client, f"{path(event)}?{query}")

    assert offered(text) == [needs[name] for name in shown]
    assert ("Nothing fits" in text) == (not shown)


def test_one_shift_can_be_linked_to(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    wanted = a_need(app, event)
    a_need(app, event, "sound")

    assert offered(page(client, f"{path(event)}?need={wanted}")) == [wanted]


def test_many_needs_come_in_pages(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    needs = [a_need(app, event, begins=number / 2, hours=0.5) for number in range(52)]

    first, second = (page(client, f"{path(event)}?page={number}") for number in (1, 2))

    assert offered(first) + offered(second) == needs
    assert len(offered(first)) == 50


def test_a_shift_is_taken_with_a_handle_alone(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event)

    secret = secret_in(send(client, event, need=need, handle="Mina"))

    with app.app_context():
        volunteer = volunteers.get(secret)
    assert (volunteer.handle, [held.id for held in volunteer.shifts]) == ("Mina", [need])


def test_the_form_has_no_more_than_three_fields(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    a_need(app, event, "steward", adults_only=True)

    form = page(client, path(event)).split('<form method="post"')[1].split("</form>")[0]

    fields = re.findall(r'<(?:input|select|textarea|button)[^>]* name="(\w+)"', form)
    assert sorted(set(fields)) == ["adult", "handle", "need", "token"]


def test_the_same_form_twice_is_one_claim_and_leads_to_the_same_page(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    need = a_need(app, event)
    token = token_in(page(client, path(event)))

    first, second = (
        secret_in(send(client, event, token=token, need=need, handle="Mina")) for _ in range(2)
    )

    assert first == second
    assert taken(app, event, need) == 1


def test_the_same_form_in_another_name_is_refused_with_a_new_form(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    need = a_need(app, event)
    token = token_in(page(client, path(event)))
    send(client, event, token=token, need=need, handle="Mina")

    answer = send(client, event, token=token, need=need, handle="Omid")

    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "already sent" in text
    assert token_in(text) != token
    assert taken(app, event, need) == 1


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Somebody was faster"),
        ("fr", "Quelqu’un a été plus rapide"),
        ("fa", "کسی زودتر رسید"),
    ],
)
def test_who_comes_too_late_is_told_kindly_what_else_is_open(
    app: Flask, client: FlaskClient, lang: str, said: str
) -> None:
    event = an_event(app)
    full = a_need(app, event, most=1)
    other = a_need(app, event, "sound")
    a_volunteer(app, event, full, "Mina")

    answer = send(client, event, lang, need=full, handle="Omid")

    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert said in text
    assert offered(text) == [other]
    assert 'value="Omid"' in text
    assert "Mina" not in text
    assert secret_in(send(client, event, lang, token=token_in(text), need=other, handle="Omid"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"handle": ""}, "Say what we should call you"),
        ({"handle": "x" * 41}, "at most 40 characters"),
        ({"handle": "Mina", "need": ""}, "Choose a shift"),
        ({"handle": "Mina", "need": "9" * 30}, "Choose a shift"),
        ({"handle": "Mina", "need": "-1"}, "Choose a shift"),
        ({"handle": "Mina", "token": "forged"}, "open for too long"),
    ],
)
def test_what_cannot_be_used_comes_back_with_what_was_typed(
    app: Flask, client: FlaskClient, form: dict[str, Any], said: str
) -> None:
    event = an_event(app)
    need = a_need(app, event)
    a_need(app, event, "sound")

    answer = send(client, event, **{"need": need, **form})

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in text
    assert f'value="{form["handle"]}"' in text
    assert taken(app, event, need) == 0


def test_a_form_without_handle_comes_back_with_the_chosen_shift_alone(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    chosen = a_need(app, event)
    a_need(app, event, "sound")

    answer = send(client, event, need=chosen, handle="")

    assert offered(answer.get_data(as_text=True)) == [chosen]


def test_a_shift_for_adults_asks_on_a_direct_post_too(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event, "steward", adults_only=True)

    without = send(client, event, need=need, handle="Mina")
    held = taken(app, event, need)
    with_it = send(client, event, need=need, handle="Mina", adult="y")

    assert without.status_code == 422
    assert "only for people of 18 or over" in without.get_data(as_text=True)
    assert (held, with_it.status_code, taken(app, event, need)) == (0, 303, 1)


def test_age_is_asked_only_where_it_matters(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    a_need(app, event)

    assert 'name="adult"' not in page(client, path(event))


def test_the_rules_hold_for_the_same_form_sent_for_another_shift(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    first, overlapping = a_need(app, event), a_need(app, event, "sound", begins=1)
    observer = a_need(app, event, "legal-observer", begins=5)
    token = token_in(page(client, path(event)))
    send(client, event, token=token, need=first, handle="Mina")

    answers = [
        send(client, event, token=token, need=need, handle="Mina")
        for need in (overlapping, observer)
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "At the same time" in answers[0].get_data(as_text=True)
    assert "no other role" in answers[1].get_data(as_text=True)
    assert [taken(app, event, need) for need in (overlapping, observer)] == [0, 0]


def test_a_need_of_another_event_or_none_is_no_longer_needed(
    app: Flask, client: FlaskClient
) -> None:
    event, other = an_event(app), an_event(app)
    a_need(app, event)
    foreign = a_need(app, other)

    answers = [send(client, event, need=need, handle="Mina") for need in (foreign, 999_999_999)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "no longer needed" in answers[0].get_data(as_text=True)
    assert taken(app, other, foreign) == 0


def test_a_cancelled_or_past_event_takes_nobody_and_says_so(
    app: Flask, client: FlaskClient
) -> None:
    cancelled = an_event(app)
    past = an_event(app, schedule=a_schedule(TODAY - timedelta(days=3)))
    token = token_in(page(client, path(an_event_with_need(app))))
    for event in (cancelled, past):
        a_need(app, event)
    with app.app_context(), transaction():
        events.cancel(cancelled.id, an_act())

    told = {
        event.slug: [
            client.get(path(event)).status_code,
            send(client, event, token=token, need=1, handle="Mina").status_code,
        ]
        for event in (cancelled, past)
    }

    assert told == {cancelled.slug: [409, 422], past.slug: [409, 422]}
    assert "cancelled" in client.get(path(cancelled)).get_data(as_text=True)
    assert "over" in client.get(path(past)).get_data(as_text=True)


def test_an_event_that_ends_while_the_form_is_open_takes_nobody(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)
    need = a_need(app, event)
    token = token_in(page(client, path(event)))
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    answer = send(client, event, token=token, need=need, handle="Mina")

    assert answer.status_code == 409
    assert "No shifts can be taken any more" in answer.get_data(as_text=True)


def test_a_draft_is_not_found(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, published=False)
    a_need(app, event)

    assert client.get(path(event)).status_code == 404
    assert client.post(path(event), data={"need": 1, "handle": "Mina"}).status_code == 404


def test_a_form_from_another_site_is_refused(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    need = a_need(app, event)
    told = {"need": need, "handle": "Mina", "token": token_in(page(client, path(event)))}

    answer = client.post(path(event), data=told, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert taken(app, event, need) == 0


def test_an_event_that_needs_nobody_says_so(app: Flask, client: FlaskClient) -> None:
    text = page(client, path(an_event(app)))

    assert "Nobody is needed at the moment" in text
    assert "<form" not in text


def test_the_short_address_leads_to_the_language_of_the_visitor(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)

    answer = client.get(f"/e/{event.slug}/volunteer?role=sound", headers={"Accept-Language": "fa"})

    assert answer.headers["Location"] == f"/fa/e/{event.slug}/volunteer?role=sound"


def test_the_event_page_asks_for_hands_only_while_some_are_wanted(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app)

    def asks() -> bool:
        return path(event) in page(client, f"/en/e/{event.slug}")

    said = [asks()]
    need = a_need(app, event, most=1)
    said.append(asks())
    secret = a_volunteer(app, event, need)
    said.append(asks())
    with app.app_context(), transaction():
        volunteers.leave(secret, need, an_act())
    said.append(asks())
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())
    said.append(asks())

    assert said == [False, True, False, True, False]


def an_event_with_need(app: Flask) -> events.Event:
    event = an_event(app)
    a_need(app, event)
    return event
