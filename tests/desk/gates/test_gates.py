"""Organisers enrol phones at the desk and watch the count."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import checkin, events
from app.platform import i18n
from tests.makers import an_event
from tests.makers.desk import a_desk, press
from tests.makers.gate import a_ticket
from tests.makers.phone import Phone, a_phone, scan, tally


def gates(event: events.Event) -> str:
    return f"/desk/events/{event.slug}/gates"


def phones(app: Flask, event: events.Event) -> list[checkin.Device]:
    with app.app_context():
        return checkin.devices(event.id)


def secret_in(page: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000/gate/enrol#([0-9A-Z]{26})<", page)
    assert found, "no link on the page"
    return found[1]


def board(desk: FlaskClient, event: events.Event) -> str:
    html: str = desk.get(f"{gates(event)}/board").get_json()["html"]
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_phone_is_enrolled_confirmed_and_counted(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app), a_desk(app)
    with app.app_context():
        ticket = a_ticket(app, event, people=3)

    made = press(desk, gates(event), gate="North")
    phone = Phone(client)
    waiting = phone.enrol(secret_in(made.text)).get_json()["state"]
    page = desk.get(gates(event)).text
    confirmed = press(desk, gates(event), f"{gates(event)}/{phone.name}/confirm")
    phone.told(scan(ticket, 3), tally(5), tally(-1))

    assert waiting == "waiting"
    assert phone.match in page
    assert (confirmed.status_code, confirmed.location) == (303, gates(event))
    assert "7 people counted, at least 3 with a pass 4 without a pass" in _turned(desk, event)
    assert ">7<" in desk.get(f"/desk/events/{event.slug}").text


def _turned(desk: FlaskClient, event: events.Event) -> str:
    """Return the board with each number before its words, as the eye sees it."""
    html = desk.get(f"{gates(event)}/board").get_json()["html"]
    pairs = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", html)
    return " ".join(f"{number} {words}" for words, number in pairs)


def test_a_link_is_shown_once_with_a_code_to_scan(app: Flask) -> None:
    event, desk = an_event(app), a_desk(app)

    made = press(desk, gates(event), gate="North").text

    assert made.count("<svg") >= 1
    assert secret_in(made) not in desk.get(gates(event)).text


def test_an_entrance_needs_a_name_that_fits(app: Flask) -> None:
    event, desk = an_event(app), a_desk(app)

    for name in ("", "  ", "x" * 41):
        answer = press(desk, gates(event), gate=name)
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text


def test_opening_the_question_shuts_nobody_out(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app), a_desk(app)
    phone = a_phone(client, event)
    question = f"{gates(event)}/{phone.name}/revoke"

    asked = desk.get(question)
    before = phones(app, event)[0].state
    answer = press(desk, question)

    assert phone.match in asked.text
    assert before is checkin.DeviceState.CONFIRMED
    assert answer.status_code == 303
    assert phones(app, event)[0].state is checkin.DeviceState.REVOKED
    assert phone.get().get_json() == {"error": "revoked"}


def test_a_phone_of_another_event_is_not_found(app: Flask, client: FlaskClient) -> None:
    here, there, desk = an_event(app), an_event(app), a_desk(app)
    phone = a_phone(client, there)

    for device in (phone.name, "0" * 16, "nothing"):
        assert desk.get(f"{gates(here)}/{device}/revoke").status_code == 404
        confirm = f"{gates(here)}/{device}/confirm"
        assert press(desk, gates(here), confirm).status_code == 404
    assert phones(app, there)[0].state is checkin.DeviceState.CONFIRMED


def test_a_phone_that_was_shut_out_is_not_confirmed_again(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app), a_desk(app)
    phone = a_phone(client, event)
    press(desk, f"{gates(event)}/{phone.name}/revoke")

    answer = press(desk, gates(event), f"{gates(event)}/{phone.name}/confirm")

    assert answer.status_code == 404
    assert phones(app, event)[0].state is checkin.DeviceState.REVOKED


def test_an_event_may_count_by_hand_alone(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app), a_desk(app)
    phone = a_phone(client, event)

    said = []
    for scan_ in ("off", "on"):
        press(desk, gates(event), f"{gates(event)}/scanning", scan=scan_)
        said.append(phone.get().get_json()["scan"])

    assert said == [False, True]


def test_the_board_is_sent_again_only_when_it_looks_different(
    app: Flask, client: FlaskClient
) -> None:
    event, desk = an_event(app), a_desk(app)
    phone = a_phone(client, event)
    phone.told(tally(1))
    tag = desk.get(f"{gates(event)}/board").headers["ETag"]
    known = {"If-None-Match": tag}

    same = desk.get(f"{gates(event)}/board", headers=known)
    phone.told(tally(1), first=2)
    other = desk.get(f"{gates(event)}/board", headers=known)

    assert (same.status_code, same.data) == (304, b"")
    assert other.status_code == 200
    assert "2 people counted" in _turned(desk, event)


def test_gaps_and_double_scans_are_said(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app), a_desk(app)
    with app.app_context():
        ticket = a_ticket(app, event, people=2)
    a_phone(client, event, "North").told(scan(ticket, 2))
    a_phone(client, event, "South").told(scan(ticket, 2, after=600), first=4)

    said = board(desk, event)

    assert "3 records have not arrived, though later ones have." in said
    assert "1 pass was scanned for more people than it is for" in said
    assert "North 2 0 just now – South 0 0 just now 3" in said
    assert "2 of 2 phones were heard in the last 5 minutes." in said


def test_names_of_entrances_are_escaped(app: Flask, client: FlaskClient) -> None:
    event, desk = an_event(app), a_desk(app)
    a_phone(client, event, "<b>North")

    assert "<b>North" not in desk.get(gates(event)).text


def test_links_to_this_machine_alone_are_warned_of(app: Flask) -> None:
    event, desk = an_event(app), a_desk(app)

    assert "Set BASE_URL before you enrol phones." in desk.get(gates(event)).text


@pytest.mark.parametrize("path", ["", "/board", "/scanning", "/00/confirm", "/00/revoke"])
def test_only_organisers_come_near(app: Flask, client: FlaskClient, path: str) -> None:
    event = an_event(app)

    assert client.get(f"{gates(event)}{path}").status_code in {303, 405}
    assert client.post(f"{gates(event)}{path}").status_code in {303, 400, 405}
    assert phones(app, event) == []


@pytest.mark.parametrize("lang", i18n.CODES)
def test_the_pages_speak_every_language(app: Flask, client: FlaskClient, lang: str) -> None:
    event, desk = an_event(app), a_desk(app, lang=lang)
    phone = a_phone(client, event)

    for path in (gates(event), f"{gates(event)}/{phone.name}/revoke"):
        assert f'<html lang="{lang}"' in desk.get(path).text
