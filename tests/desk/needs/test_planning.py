"""The editor of what is needed: suggestions, typed values kept, errors at their fields."""

import re
from datetime import date, time, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, volunteers
from app.platform.db import transaction
from tests.desk.needs.conftest import Desk
from tests.makers import a_schedule, an_act, an_event
from tests.makers.volunteering import a_need, a_plan, a_volunteer

DAY = date(2028, 5, 6)
SHIFT = {"starts_on": "2028-05-06", "starts_at": "13:30", "ends_at": "16:00", "post": ""}


def path(event: events.Event, *rest: object) -> str:
    return "/".join([f"/desk/events/{event.slug}/needs", *map(str, rest)])


def needs(app: Flask, event: events.Event) -> list[volunteers.Need]:
    with app.app_context():
        return volunteers.needs(event.id)


def an_event_in_may(app: Flask, **more: Any) -> events.Event:
    return an_event(app, schedule=a_schedule(DAY), **more)


def value_of(text: str, field: str) -> str:
    tag = re.search(rf'<input[^>]* id="{field}"[^>]*>', text)
    assert tag, f"no field {field}"
    value = re.search(r' value="([^"]*)"', tag[0])
    return unescape(value[1]) if value else ""


def test_numbers_are_suggested_for_the_crowd(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app, capacity=500)

    for_places = desk.get(path(event, "new"))
    for_more = desk.get(path(event, "new?crowd=۲۰۰۰"))

    assert [value_of(text, "steward_least") for text in (for_places, for_more)] == ["10", "40"]
    assert value_of(for_places, "starts_on") == "2028-05-06"
    assert value_of(for_places, "starts_at") == "14:00"
    assert value_of(for_places, "ends_at") == "18:00"


@pytest.mark.parametrize("crowd", ["-1", "many", "9" * 30])
def test_a_crowd_that_cannot_be_suggests_for_the_places(app: Flask, desk: Desk, crowd: str) -> None:
    event = an_event_in_may(app, capacity=500)

    text = desk.get(path(event, f"new?crowd={crowd}"))

    assert value_of(text, "steward_least") == "10"


def test_several_roles_are_added_at_once(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    ticked = {"steward_wanted": "y", "steward_least": "۴", "steward_most": "6"}
    ticked |= {"sound_wanted": "y", "sound_least": "1", "sound_most": "2"}
    unticked = {"banner_least": "4", "banner_most": "5"}

    answer = desk.send(path(event, "new"), **SHIFT, **ticked, **unticked)

    found = [(need.role.key, need.numbers, need.adults_only) for need in needs(app, event)]
    assert answer.headers["Location"] == path(event)
    assert found == [
        ("steward", volunteers.Numbers(4, 6), True),
        ("sound", volunteers.Numbers(1, 2), False),
    ]


def test_an_earlier_end_is_on_the_next_day(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    night = {**SHIFT, "starts_at": "22:00", "ends_at": "02:00"}

    desk.send(path(event, "new"), **night, sound_wanted="y", sound_least="1", sound_most="1")

    (need,) = needs(app, event)
    assert need.shift.length == timedelta(hours=4)


@pytest.mark.parametrize(
    ("form", "said", "field"),
    [
        ({}, "Tick at least one role", ""),
        ({"sound_wanted": "y", "sound_least": "1"}, "how many people are needed", "sound_most"),
        (
            {"sound_wanted": "y", "sound_least": "3", "sound_most": "2"},
            "from 0 to the most",
            "sound_least",
        ),
        (
            {"sound_wanted": "y", "sound_least": "0", "sound_most": "0"},
            "from 1 to 10,000",
            "sound_most",
        ),
        ({"sound_wanted": "y", "sound_least": "x", "sound_most": "2"}, "number", "sound_least"),
        (
            {"welcome_wanted": "y", "welcome_least": "1", "welcome_most": "2"},
            "there already",
            "welcome_wanted",
        ),
        ({"starts_at": "", "sound_wanted": "y"}, "Enter the start", "starts_at"),
        ({"starts_on": "soon", "sound_wanted": "y"}, "Enter a day like", "starts_on"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_added(
    app: Flask, desk: Desk, form: dict[str, Any], said: str, field: str
) -> None:
    event = an_event_in_may(app)
    with app.app_context(), transaction():
        shift = volunteers.Shift(*_instants(event))
        volunteers.add_need(event.id, a_plan(shift), an_act())

    answer = desk.send(path(event, "new"), **{**SHIFT, "post": "", **form})

    text = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert said in text
    assert not field or f'id="{field}-error"' in text
    for name, typed in form.items():
        if not name.endswith("_wanted"):
            assert value_of(text, name) == typed
    assert len(needs(app, event)) == 1


def _instants(event: events.Event) -> tuple[Any, Any]:
    begins = event.schedule.begins()
    return begins - timedelta(minutes=30), begins + timedelta(hours=2)


def test_a_need_is_changed_with_all_that_can_be_said(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    need_id = a_need(app, event, "interpreter")
    told: dict[str, Any] = {
        **SHIFT,
        "post": "North gate",
        "least": "2",
        "most": "4",
        "languages": ["fa", "ar"],
        "adults_only": "y",
    }

    answer = desk.send(path(event, need_id), **told)

    (need,) = needs(app, event)
    assert answer.status_code == 303
    assert (need.shift.post, need.numbers) == ("North gate", volunteers.Numbers(2, 4))
    assert (need.languages, need.adults_only, need.sequence) == (("fa", "ar"), True, 1)


def test_the_form_shows_what_stands(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    need_id = a_need(app, event, post="North gate", least=2, most=7, languages=("fa",))

    text = desk.get(path(event, need_id))

    shown = [value_of(text, name) for name in ("starts_on", "starts_at", "ends_at", "post", "most")]
    assert shown == ["2028-05-06", "14:00", "16:00", "North gate", "7"]
    assert re.search(r'<input[^>]*checked[^>]*value="fa"', text)


def test_saving_without_change_keeps_the_second_of_two_hours_in_autumn(
    app: Flask, desk: Desk
) -> None:
    night = a_schedule(date(2028, 10, 29), time(0), ends_at=time(23))
    event = an_event(app, schedule=night)
    # From the second 02:00 to the second 02:30 of that night.
    starts = event.schedule.begins() + timedelta(hours=3)
    with app.app_context(), transaction():
        shift = volunteers.Shift(starts, starts + timedelta(minutes=30))
        need_id = volunteers.add_need(event.id, a_plan(shift), an_act())
    when = {"starts_on": "2028-10-29", "starts_at": "02:00", "ends_at": "02:30"}

    desk.send(path(event, need_id), **when, post="", least="1", most="9")

    (need,) = needs(app, event)
    assert (need.shift, need.numbers.most, need.sequence) == (shift, 9, 0)


def test_fewer_places_than_taken_are_refused_at_the_field(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    need_id = a_need(app, event)
    for _ in range(2):
        a_volunteer(app, event, need_id)

    answer = desk.send(path(event, need_id), **SHIFT, least="1", most="1")

    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "2 people have this shift already" in text
    assert 'id="most-error"' in text


def test_a_change_that_books_somebody_twice_says_so(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    first, second = a_need(app, event), a_need(app, event, "sound", begins=3)
    secret = a_volunteer(app, event, first)
    with app.app_context(), transaction():
        volunteers.claim(secret, volunteers.Asked(second), an_act())

    desk.send(path(event, second), **SHIFT, least="1", most="5")

    assert "two shifts at the same time" in desk.get(path(event))
    assert "two shifts at the same time" in desk.get(path(event) + "?view=list")


def test_removing_asks_and_says_who_is_concerned(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    need_id = a_need(app, event)
    secret = a_volunteer(app, event, need_id)

    question = desk.get(path(event, need_id, "remove"))
    before = len(needs(app, event))
    answer = desk.send(path(event, need_id, "remove"))

    assert "1 person has it" in question
    assert (before, len(needs(app, event))) == (1, 0)
    assert answer.headers["Location"] == path(event)
    with app.app_context():
        assert volunteers.get(secret).shifts[0].removed


@pytest.mark.parametrize("end", ["", "/remove"])
def test_a_need_of_another_event_or_a_removed_one_is_not_found(
    app: Flask, desk: Desk, end: str
) -> None:
    here, there = an_event_in_may(app), an_event_in_may(app)
    foreign = a_need(app, there)
    gone = a_need(app, here)
    a_volunteer(app, here, gone)
    with app.app_context(), transaction():
        volunteers.remove_need(here.id, gone, an_act())

    for need_id in (foreign, gone, 2**31 - 1, 2**40):
        assert desk.client.get(path(here, need_id) + end).status_code == 404


@pytest.mark.parametrize("end", ["needs", "needs/new", "needs/1", "needs/1/remove", "roster"])
def test_nobody_gets_in_without_signing_in(app: Flask, client: FlaskClient, end: str) -> None:
    event = an_event_in_may(app)
    a_need(app, event)

    asked = client.get(f"/desk/events/{event.slug}/{end}")
    sent = client.post(f"/desk/events/{event.slug}/{end}", data={"least": "1"})

    assert asked.headers["Location"].startswith("/desk/login")
    assert sent.status_code in {400, 405}


def test_the_desk_says_what_was_done(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    a_need(app, event)

    text = desk.get(f"/desk/events/{event.slug}")

    assert "volunteers asked for" in text
    assert path(event) in text


def test_a_shift_far_from_the_event_is_pointed_out(app: Flask, desk: Desk) -> None:
    event = an_event_in_may(app)
    a_need(app, event)
    before = desk.get(path(event))
    with app.app_context(), transaction():
        events.reschedule(event.id, a_schedule(DAY + timedelta(days=7)), an_act())

    after = desk.get(path(event))

    assert ["more than a day away" in text for text in (before, after)] == [False, True]
