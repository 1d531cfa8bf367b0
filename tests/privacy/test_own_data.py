"""Whoever holds a secret sees all that is held about them, and can erase it."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, func, select

from app import accounts, audit, checkin, events, outbox, privacy, rsvps, volunteers
from app.checkin.models import RecordRow
from app.outbox.models import LetterRow
from app.platform.db import Base, session, transaction
from app.rsvps.models import ContactRow
from app.volunteers.models import VolunteerRow
from tests.makers import a_party, a_question, an_act, an_event
from tests.makers.gate import a_device, take, ticket_of
from tests.makers.phone import scan, volunteer
from tests.makers.volunteering import a_need, a_volunteer
from tests.outbox.conftest import Server

ADDRESS = "sara@example.org"
HASH = "made from the link or the pass, which its holder has"
ROW = "names a row"
LINE = "shown as the position"
GATE = "how gates agree with each other"

# Of every column of every table about parties: where data.json shows it, or why it shows nothing.
PARTY = {
    "party.id": ROW,
    "party.event_id": {"event"},
    "party.locator": HASH,
    "party.secret_hash": HASH,
    "party.ticket_hash": HASH,
    "party.state": {"state"},
    "party.people": {"people"},
    "party.asked": {"asked_for"},
    "party.number": {"number"},
    "party.came_on": {"came_on"},
    "party.ends_at": {"held_until"},
    "party.sure_of": {"sure"},
    "seats.party_id": ROW,
    "seats.kind_id": {"seats", "kind"},
    "seats.state": {"seats", "state"},
    "seats.people": {"seats", "people"},
    "seats.asked": "the same as people until it is changed by their own hand",
    "seats.number": LINE,
    "seats.ends_at": {"seats", "held_until"},
    "answer.party_id": ROW,
    "answer.question_id": {"answers", "question"},
    "answer.choice": {"answers", "answer"},
    "answer.sealed": {"answers", "answer"},
    "contact.party_id": ROW,
    "contact.event_id": {"event"},
    "contact.sealed": {"updates", "address"},
    "contact.address_hash": HASH,
    "contact.language": {"updates", "language"},
    "contact.consent": {"updates", "consent"},
    "contact.confirmed": {"updates", "confirmed"},
    "contact.ends_at": {"updates", "forgotten_at"},
    "revoked_ticket.event_id": {"event"},
    "revoked_ticket.ticket_hash": HASH,
    "revoked_ticket.number": GATE,
    "gate_record.device_id": {"scans", "gate"},
    "gate_record.seq": GATE,
    "gate_record.kind": GATE,
    "gate_record.slot": {"scans", "from"},
    "gate_record.people": {"scans", "people"},
    "gate_record.ticket_hash": HASH,
    "gate_record.target_device": GATE,
    "gate_record.target_seq": GATE,
    "gate_record.amount": GATE,
    "gate_record.refused": GATE,
    "gate_record.undone": {"scans", "undone"},
    "gate_record.counted": {"counted"},
    "arrival.event_id": {"event"},
    "arrival.ticket_hash": HASH,
    "arrival.volunteer": GATE,
    "arrival.size": {"people"},
    "arrival.people": {"counted"},
    "arrival.said": {"scans", "people"},
    "arrival.gate": {"scans", "gate"},
    "arrival.slot": {"scans", "from"},
    "arrival.number": GATE,
    "postmark.day": {"updates", "messages", "day"},
    "postmark.address_hash": HASH,
    "postmark.event_id": {"event"},
    "postmark.letters": {"updates", "messages", "sent"},
    "no_letters.address_hash": {"updates", "wants_none"},
    "volunteer.id": ROW,
    "volunteer.event_id": {"event"},
    "volunteer.locator": HASH,
    "volunteer.secret_hash": HASH,
    "volunteer.ticket_hash": HASH,
    "volunteer.handle": {"handle"},
    "volunteer.adult": {"adult"},
    "volunteer.skills": {"speaks"},
    "volunteer.asked_need": "the first shift, until it is given back by their own hand",
    "volunteer.came_on": {"came_on"},
    "assignment.id": ROW,
    "assignment.need_id": {"shifts"},
    "assignment.volunteer_id": ROW,
    "hand_over.assignment_id": {"handing_over"},
    "hand_over.is_open": {"handing_over", "to_all"},
    "hand_over.nonce": "what the link is made from that their own page shows",
    "hand_over.locator": HASH,
    "candidate.id": {"wishes", "number"},
    "candidate.need_id": {"wishes"},
    "candidate.volunteer_id": ROW,
    "candidate.state": {"wishes", "standing"},
    "candidate.ends_at": {"wishes", "held_until"},
}
# A letter is sealed with its address: what is shown of it is that it has not left.
LETTERS = "letter"
# Of organisers, who have an account, of those who publish a contact, and of hosts.
OTHERS = {*accounts.COLUMNS, *audit.COLUMNS, "event", "host_link"}


def a_letter_sent() -> None:
    """Have the confirmation leave."""
    outbox.deliver(Server(), "turnout@rally.example", an_act())


def somebody(app: Flask) -> tuple[events.Event, str]:
    """Return a party that left an address, got a letter, answered, and was counted at a gate."""
    event = an_event(app, slug="rally", capacity=10)
    secret = a_party(app, event, people=3)
    question = a_question(app, event)
    with transaction():
        rsvps.answer(secret, {question: 0}, an_act())
    with transaction():
        rsvps.ask_for_updates(secret, ADDRESS, "fr", an_act())
    a_letter_sent()
    with transaction():
        rsvps.send_pass(secret, ADDRESS, "fr", an_act())
    take(a_device(event), [scan(ticket_of(event, secret), 2)])
    return event, secret


def paths(value: object, *before: str) -> set[frozenset[str]]:
    """Return where there is something in what was told."""
    if isinstance(value, dict):
        inside = [paths(within, *before, name) for name, within in value.items()]
        return {frozenset(before)}.union(*inside)
    if isinstance(value, list):
        return {frozenset(before)}.union(*(paths(one, *before) for one in value))
    return {frozenset(before)}


def told(client: FlaskClient, path: str) -> Any:  # JSON
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_json()


def test_of_every_column_about_somebody_it_is_said_where_the_export_shows_it() -> None:
    about = {
        table: columns
        for table, columns in privacy.columns().items()
        if any(column.personal for column in columns.values())
        or {"party_id", "volunteer_id"} & set(columns)
    }
    columns = {
        f"{table}.{name}"
        for table, names in about.items()
        if table not in {*OTHERS, LETTERS}
        for name in names
    }

    assert columns == set(PARTY)
    assert LETTERS in about


def test_a_party_sees_all_that_is_held(client: FlaskClient, context: Flask) -> None:
    event, secret = somebody(context)
    row = session().scalars(select(ContactRow)).one()
    slot = session().scalars(select(RecordRow.slot)).one()
    today = an_act().now.date()

    shown = told(client, f"/p/{secret}/data.json")

    (scanned,) = shown.pop("scans")
    messages = shown["updates"].pop("messages")
    assert shown == {
        "event": "rally",
        "level": 2,
        "state": "confirmed",
        "people": 3,
        "asked_for": 3,
        "number": 1,
        "position": None,
        "came_on": shown["came_on"],
        "sure": False,
        "held_until": None,
        "seats": [],
        "answers": [{"question": "Do you eat with us?", "answer": "Yes"}],
        "updates": {
            "address": ADDRESS,
            "language": "fr",
            "consent": rsvps.CONSENT,
            "confirmed": False,
            "forgotten_at": row.ends_at.isoformat() if row.ends_at else None,
            "wants_none": False,
        },
        "counted": 2,
        "destroyed_by": (event.starts_on + timedelta(days=2)).isoformat(),
    }
    assert scanned["gate"] == "North"
    assert (scanned["from"] is None) == (slot is None)
    assert (scanned["people"], scanned["undone"]) == (2, False)
    assert messages[-1] == {"day": today.isoformat(), "sent": 1, "not_sent": 1}


def test_a_volunteer_sees_all_that_is_held(client: FlaskClient, context: Flask) -> None:
    event = an_event(context, slug="rally")
    secret = a_volunteer(context, event, a_need(context, event), "Mina")
    take(a_device(event), [volunteer(ticket_of(event, secret))])

    shown = told(client, f"/v/{secret}/data.json")

    assert shown["handle"] == "Mina"
    assert [scanned["gate"] for scanned in shown["scans"]] == ["North"]


def test_what_is_said_to_be_shown_is_there(client: FlaskClient, context: Flask) -> None:
    event, secret = somebody(context)
    need, full = a_need(context, event), a_need(context, event, begins=5, most=1)
    mine, _ = a_volunteer(context, event, need), a_volunteer(context, event, full, "Omid")
    with transaction():
        volunteers.hand_over_to_all(mine, need, an_act())
        volunteers.claim(mine, volunteers.Asked(full, or_wait=True), an_act())
    take(a_device(event), [volunteer(ticket_of(event, mine))])
    there = paths(told(client, f"/p/{secret}/data.json"))
    there |= paths(told(client, f"/v/{mine}/data.json"))
    seats = {frozenset({"seats", name}) for name in ("kind", "state", "people", "held_until")}

    missing = [
        name
        for name, where in PARTY.items()
        if isinstance(where, set) and frozenset(where) not in there | seats
    ]

    assert missing == []


def rows(table: str) -> int:
    named: Table = Base.metadata.tables[table]
    return session().scalar(select(func.count()).select_from(named)) or 0


def test_after_erasing_a_party_no_row_is_about_it(client: FlaskClient, context: Flask) -> None:
    event, secret = somebody(context)
    counted = checkin.presence(event.id).counted

    answer = client.post(f"/en/p/{secret}/erase")

    session().expire_all()
    assert answer.status_code == 200
    tables = ("party", "seats", "answer", "contact", "arrival")
    assert [rows(table) for table in tables] == [0, 0, 0, 0, 0]
    assert session().scalars(select(RecordRow.ticket_hash)).all() == [None]
    assert rows("revoked_ticket") == 1
    assert checkin.presence(event.id).counted == counted == 2


def test_after_erasing_a_volunteer_no_row_is_about_them(
    client: FlaskClient, context: Flask
) -> None:
    event = an_event(context)
    secret = a_volunteer(context, event, a_need(context, event))
    take(a_device(event), [volunteer(ticket_of(event, secret))])

    client.post(f"/en/v/{secret}/erase")

    session().expire_all()
    assert session().scalars(select(VolunteerRow)).all() == []
    assert rows("assignment") == rows("arrival") == 0
    assert session().scalars(select(RecordRow.ticket_hash)).all() == [None]
    assert checkin.presence(event.id).volunteers == 1


def test_letters_on_their_way_go_with_the_party(client: FlaskClient, context: Flask) -> None:
    _, secret = somebody(context)

    client.post(f"/en/p/{secret}/erase")

    session().expire_all()
    waiting = select(func.count()).select_from(LetterRow).where(LetterRow.state != "sent")
    assert session().scalar(waiting) == 0
