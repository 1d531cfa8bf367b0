"""Phones send what they counted, and learn what others did."""

import hashlib
import hmac

from flask import Flask
from flask.testing import FlaskClient

from app import checkin, events, rsvps, tickets
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event
from tests.makers.phone import a_phone, scan, tally, typed, unb64, undo, volunteer


def ticket_of(app: Flask, secret: str) -> bytes:
    with app.app_context():
        return tickets.parse(rsvps.code_of(rsvps.get(secret), secret)).ticket_id


def counted(app: Flask, event: events.Event) -> tuple[int, int]:
    with app.app_context():
        found = checkin.presence(event.id)
        return found.people, found.walk_ins


def test_a_scan_counts_the_people_who_arrived(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    ticket = ticket_of(app, a_party(app, event, people=3))
    phone = a_phone(client, event)

    told = phone.told(scan(ticket, 3))

    assert (told["v"], told["high"], told["gaps"], told["typed"]) == (1, 1, [], {})
    assert counted(app, event) == (3, 0)


def test_more_than_the_party_do_not_count(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    ticket = ticket_of(app, a_party(app, event, people=3))
    north, south = a_phone(client, event, "North"), a_phone(client, event, "South")

    north.told(scan(ticket, 2))
    south.told(scan(ticket, 3))

    assert counted(app, event) == (3, 0)
    with app.app_context():
        assert checkin.presence(event.id).repeated == 1


def test_the_same_records_again_change_nothing(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    ticket = ticket_of(app, a_party(app, event, people=3))
    phone = a_phone(client, event)

    first = phone.told(scan(ticket, 3), tally(5), tally(-1))
    again = phone.told(scan(ticket, 3), tally(5), tally(-1))

    assert counted(app, event) == (3, 4)
    assert again["bundle"]["cursor"] == first["bundle"]["cursor"]


def test_gaps_are_told_exactly_and_close(app: Flask, client: FlaskClient) -> None:
    phone = a_phone(client, an_event(app))

    phone.told(tally(1), tally(1), first=3)
    told = phone.told(tally(1), first=8)
    closed = [phone.told(tally(1), tally(1), first=n)["gaps"] for n in (1, 5, 6)]

    assert (told["high"], told["gaps"]) == (8, [[1, 2], [5, 7]])
    assert closed == [[[5, 7]], [[7, 7]], []]


def test_an_undo_takes_a_record_away_whichever_comes_first(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    ticket = ticket_of(app, a_party(app, event, people=3))
    north, south = a_phone(client, event, "North"), a_phone(client, event, "South")

    north.told(scan(ticket, 3), tally(2), undo(1), undo(2))
    south.told(undo(2), first=1)
    south.told(tally(7), first=2)
    south.told(undo(9, bytes.fromhex(north.name)), first=3)
    north.told(tally(11), first=9)

    assert counted(app, event) == (0, 0)


def test_walk_ins_of_a_gate_are_never_below_zero(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    a_phone(client, event, "North").told(tally(-3))
    a_phone(client, event, "South").told(tally(5))

    assert counted(app, event) == (0, 5)


def test_typed_codes_count_if_the_server_knows_them(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    ticket = ticket_of(app, a_party(app, event, people=2))
    gone = a_party(app, event)
    cancelled = ticket_of(app, gone)
    with app.app_context(), transaction():
        rsvps.cancel(gone, an_act())
    phone = a_phone(client, event)

    records = (typed(ticket, 2), typed(ticket, 1), typed(bytes(8)), typed(cancelled))
    told, again = phone.told(*records), phone.told(*records)

    assert told["typed"] == {"1": "counted", "2": "already", "3": "refused", "4": "refused"}
    assert again["typed"] == told["typed"]
    assert counted(app, event) == (2, 0)


def test_volunteers_are_counted_apart(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    phone = a_phone(client, event)

    phone.told(volunteer(b"v" * 8), volunteer(b"v" * 8), volunteer(b"w" * 8))

    with app.app_context():
        found = checkin.presence(event.id)
    assert (found.volunteers, found.people, found.counted) == (2, 0, 0)


def test_another_phone_learns_what_was_seen_and_revoked(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    coming, going = a_party(app, event, people=3), a_party(app, event)
    ticket, cancelled = ticket_of(app, coming), ticket_of(app, going)
    north, south = a_phone(client, event, "North"), a_phone(client, event, "South")
    start = south.get().get_json()

    north.told(scan(ticket, 2))
    with app.app_context(), transaction():
        rsvps.cancel(going, an_act())
    news = south.get(f"/gate/api/bundle?since={start['cursor']}").get_json()
    nothing = south.get(f"/gate/api/bundle?since={news['cursor']}").get_json()

    def short(id_: bytes) -> bytes:
        return hmac.digest(unb64(start["hash_key"]), id_, hashlib.sha256)[:5]

    [[seen, people, gate, at]] = news["seen"]
    assert (unb64(seen), people, gate, at % 300_000) == (short(ticket), 2, "North", 0)
    assert unb64(news["revoked"]) == short(cancelled)
    assert (start["seen"], start["revoked"]) == ([], "")
    assert (nothing["seen"], nothing["revoked"]) == ([], "")


def test_a_bundle_that_did_not_change_is_not_sent_again(app: Flask, client: FlaskClient) -> None:
    phone = a_phone(client, an_event(app))
    first = phone.get()

    again = phone.get(**{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.get_data()) == (304, b"")
    assert int(again.headers["X-Turnout-Time"]) >= first.get_json()["server_time"]
