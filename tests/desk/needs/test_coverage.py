"""Who is missing: the grid, its size and number of questions, the list, and the roster."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import insert, select, update

from app import volunteers
from app.platform.db import database, session, transaction
from app.volunteers.models import AssignmentRow, NeedRow, RotaRow, ShiftRow, VolunteerRow
from tests.desk.needs.conftest import Desk
from tests.makers import a_schedule, an_act, an_event
from tests.makers.volunteering import HOUR, a_need, a_volunteer

LIMIT = 60_000


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """Write down what the database is asked."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    with app.app_context():
        engine = database.engine
    sqlalchemy_event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sqlalchemy_event.remove(engine, "before_cursor_execute", note)


def fill(app: Flask, people: int, shifts: int) -> str:
    """Make an event with 12 roles in each shift, and volunteers with three shifts each."""
    event = an_event(app, schedule=a_schedule(date(2028, 5, 6)))
    roles = volunteers.roles.every()
    first = a_need(app, event, begins=-30)
    with app.app_context(), transaction():
        volunteers.remove_need(event.id, first, an_act())
        starts = [event.schedule.begins() + HOUR * number for number in range(shifts)]
        session().execute(
            insert(ShiftRow),
            [
                {"event_id": event.id, "starts_at": start, "ends_at": start + HOUR, "post": "Gate"}
                for start in starts
            ],
        )
        ids = session().scalars(select(ShiftRow.id).order_by(ShiftRow.id)).all()
        needs = [
            {
                "event_id": event.id,
                "shift_id": shift_id,
                "uid": "uid",
                "role": role.key,
                "least": 10,
                "most": 40,
                "taken": 0,
                "created_at": event.created_at,
                "changed_at": event.created_at,
            }
            for shift_id in ids
            for role in roles
        ]
        session().execute(insert(NeedRow), needs)
        _people(event.id, people)
    return event.slug


def _people(event_id: int, people: int) -> None:
    rota = session().get(RotaRow, event_id)
    assert rota is not None
    rows = [
        {
            "event_id": event_id,
            "locator": number % 65536,
            "secret_hash": number.to_bytes(16),
            "ticket_hash": number.to_bytes(16),
            "handle": b"sealed",
            "asked_need": 0,
            "came_on": date(2028, 1, 1),
        }
        for number in range(people)
    ]
    session().execute(insert(VolunteerRow), rows)
    volunteer_ids = session().scalars(select(VolunteerRow.id)).all()
    need_ids = session().scalars(select(NeedRow.id)).all()
    pairs = [
        {"volunteer_id": volunteer_id, "need_id": need_ids[(3 * at + turn) % len(need_ids)]}
        for at, volunteer_id in enumerate(volunteer_ids)
        for turn in range(3)
    ]
    session().execute(insert(AssignmentRow), pairs)
    session().execute(update(NeedRow).values(taken=NeedRow.id % 41))


@pytest.mark.parametrize("lang", ["fr", "en", "fa"])
def test_the_grid_of_500_people_60_shifts_and_12_roles_is_small_and_asks_little(
    app: Flask, desk: Desk, lang: str
) -> None:
    slug = fill(app, people=500, shifts=60)
    path = f"/desk/events/{slug}/needs"
    desk.get(f"{path}?lang={lang}")

    with counting(app) as asked:
        text = desk.get(path)

    page = text.encode()
    questions = [line for line in asked if not line.startswith(("BEGIN", "ROLLBACK", "COMMIT"))]
    assert text.count(' href="needs/') >= 720
    assert len(questions) <= 6, questions
    assert len(page) <= LIMIT, len(page)
    assert len(gzip.compress(page, 6)) <= 10_000


def test_ten_times_the_grid_asks_no_more(app: Flask, desk: Desk) -> None:
    slug = fill(app, people=500, shifts=600)

    with counting(app) as asked:
        desk.get(f"/desk/events/{slug}/needs")

    assert len([line for line in asked if not line.startswith("BEGIN")]) <= 6


def test_each_cell_says_how_far_it_is_filled(app: Flask, desk: Desk) -> None:
    event = an_event(app)
    under = a_need(app, event, "steward", least=2, most=4)
    enough = a_need(app, event, "sound", least=1, most=2)
    full = a_need(app, event, "banner", least=1, most=1)
    for need in (under, enough, full):
        a_volunteer(app, event, need)

    text = desk.get(f"/desk/events/{event.slug}/needs")

    cells = re.findall(r'<td class="(\w)"><a href="needs/(\d+)">([^<]+)</a>', text)
    assert cells == [
        ("u", str(under), "1/2–4"),
        ("o", str(enough), "1/1–2"),
        ("f", str(full), "1/1–1"),
    ]
    assert re.search(r"<dd>1</dd>", text)


def test_the_list_says_the_same_in_lines(app: Flask, desk: Desk) -> None:
    event = an_event(app)
    need = a_need(app, event, "steward", least=2, most=4, post="North gate")
    a_volunteer(app, event, need)

    text = unescape(desk.get(f"/desk/events/{event.slug}/needs?view=list"))

    assert f"/desk/events/{event.slug}/needs/{need}" in text
    for said in ("Steward", "North gate", "Urgently needed", "1 of 2 to 4"):
        assert said in text


@pytest.mark.parametrize(
    ("lang", "destroy"),
    [
        ("en", "Destroy by Monday 5 June 2028"),
        ("fr", "À détruire au plus tard le lundi 5 juin 2028"),
        ("fa", "حداکثر تا دوشنبه ۱۶ خرداد ۱۴۰۷ (۵ ژوئن ۲۰۲۸) نابود شود"),
    ],
)
def test_the_roster_names_everybody_and_the_day_to_destroy_it(
    app: Flask, desk: Desk, lang: str, destroy: str
) -> None:
    event = an_event(app, schedule=a_schedule(date(2028, 5, 6)))
    first, second = a_need(app, event, least=3), a_need(app, event, "sound", begins=30)
    for handle in ("Mina", "<b>Omid</b>"):
        a_volunteer(app, event, first, handle)
    a_volunteer(app, event, second, "مینا")

    text = desk.get(f"/desk/events/{event.slug}/roster?lang={lang}")

    assert destroy in unescape(text)
    assert re.findall(r"<li><bdi>(.*?)</bdi>", text) == [
        "&lt;b&gt;Omid&lt;/b&gt;",
        "Mina",
        "مینا",
    ]
    assert text.count('class="empty"') == 1


def test_an_event_that_needs_nobody_says_how_to_begin(app: Flask, desk: Desk) -> None:
    event = an_event(app)

    pages = [
        desk.get(f"/desk/events/{event.slug}/{end}")
        for end in ("needs", "needs?view=list", "roster")
    ]

    assert all("Nothing is needed yet" in text for text in pages)


def test_what_the_grid_shows_is_of_its_own_event(app: Flask, desk: Desk) -> None:
    here, there = an_event(app), an_event(app)
    mine, other = a_need(app, here), a_need(app, there)

    text = desk.get(f"/desk/events/{here.slug}/needs")

    assert f'"needs/{mine}"' in text
    assert f'"needs/{other}"' not in text


def test_the_roster_of_destroyed_volunteers_is_empty_and_the_numbers_stay(
    app: Flask, desk: Desk
) -> None:
    event = an_event(app)
    need = a_need(app, event)
    a_volunteer(app, event, need, "Mina")
    with app.app_context():
        with transaction():
            volunteers.destroy(event.id)
        volunteers.destroy_keys(event.uid)

    text = desk.get(f"/desk/events/{event.slug}/roster")

    assert "Mina" not in text
    assert "1 of 1 to 5" in text
