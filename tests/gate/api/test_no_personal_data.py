"""Phones learn nothing about anybody: every answer after an event full of canaries."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import accounts, checkin, events, rsvps, tickets, volunteers
from app.platform.db import transaction
from tests.makers import a_party, an_act, an_event
from tests.makers.gate import ticket_of
from tests.makers.phone import Phone, a_phone, an_enrolment, b64, batch, scan, typed, unb64
from tests.makers.volunteering import a_need, a_volunteer

CANARIES = [
    "canary-contact@example.org",
    "Canary Caller",
    "Canary Place",
    "canary summary",
    "canary description",
    "canary directions",
    "canary bring",
    "canary.attendee@example.org",
    "canary.organiser@example.org",
    "Canary Handle",
]


def a_full_event(app: Flask) -> tuple[events.Event, list[str]]:
    """Return an event with all that is ever said or left by people, and the secrets of pages."""
    event = an_event(
        app,
        title="Rally",
        contact=CANARIES[0],
        called_by=CANARIES[1],
        place=CANARIES[2],
        summary=CANARIES[3],
        description=CANARIES[4],
        directions=CANARIES[5],
        bring=CANARIES[6],
    )
    parties = [a_party(app, event, people=people) for people in (1, 3, 5)]
    with app.app_context(), transaction():
        accounts.add_owner(CANARIES[8], an_act())
        rsvps.ask_for_updates(parties[0], CANARIES[7], "fr", an_act())
    with app.app_context(), transaction():
        rsvps.cancel(parties[2], an_act())
    return event, [*parties, a_volunteer(app, event, a_need(app, event), CANARIES[9])]


def every_answer(
    app: Flask, client: FlaskClient, event: events.Event, ids: list[bytes]
) -> list[TestResponse]:
    """Ask everything a phone may ask, well and badly."""
    phone, stranger, waiting = a_phone(client, event), Phone(client, name="0" * 16), Phone(client)
    records = batch([scan(ids[0]), typed(ids[1], 3), typed(ids[2]), typed(bytes(8))])
    link = an_enrolment(app, event)
    enrolled = [Phone(client).enrol(link) for _ in range(2)]
    waiting.enrol(an_enrolment(app, event, to_confirm=True))
    answers = [
        *enrolled,
        client.post("/gate/api/enrol", json={}),
        phone.send(records),
        phone.send(records),
        phone.send(b"malformed"),
        phone.send(records, "/gate/api/carried"),
        phone.get(),
        phone.get("/gate/api/bundle?since=1"),
        phone.get("/gate/api/bundle?since=x"),
        waiting.get(),
        stranger.get(),
        client.get("/gate/api/anything"),
    ]
    with app.app_context(), transaction():
        checkin.revoke(event.id, bytes.fromhex(phone.name), an_act())
    return [*answers, phone.get(), phone.send(records)]


def test_no_answer_holds_anything_about_anybody(app: Flask, client: FlaskClient) -> None:
    event, secrets = a_full_event(app)
    with app.app_context():
        key = tickets.key_of(event.uid)
        ids = [ticket_of(event, secret) for secret in secrets]
        hashes = [tickets.ticket_hash(key, id_) for id_ in ids]
        hidden = [key.signing, key.lookup, *ids, *hashes]

    answers = every_answer(app, client, event, ids)

    reached = {answer.request.path for answer in answers}
    known = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/gate/api/")}
    assert len(reached) == len(known)
    assert {answer.status_code for answer in answers} == {200, 201, 202, 401, 403, 404, 409, 422}
    for answer in answers:
        said = f"{answer.headers}\n{answer.text}"
        for canary in [*CANARIES, *secrets]:
            assert canary.lower() not in said.lower(), answer.request.path
        for raw in hidden:
            assert b64(raw) not in said, answer.request.path
            assert raw.hex() not in said, answer.request.path
        assert "Set-Cookie" not in answer.headers


def test_the_canaries_are_there_to_be_found(app: Flask, client: FlaskClient) -> None:
    event, secrets = a_full_event(app)

    page = client.get(f"/en/e/{event.slug}").text
    own = client.get(f"/en/v/{secrets[-1]}").text

    assert all(canary in page for canary in CANARIES[:7])
    assert CANARIES[9] in own
    with app.app_context():
        assert volunteers.get(secrets[-1]).handle == CANARIES[9]
        assert accounts.find(CANARIES[8]) is not None


def test_a_bundle_says_no_more_than_the_protocol(app: Flask, client: FlaskClient) -> None:
    event, secrets = a_full_event(app)
    phone = a_phone(client, event)
    with app.app_context():
        phone.told(scan(ticket_of(event, secrets[1]), 2))

    bundle = phone.get().get_json()

    assert list(bundle) == [
        *("v", "device", "gate", "cursor", "server_time", "instance", "event", "scan", "keys"),
        *("hash_key", "voucher", "shut_out", "revoked", "seen"),
    ]
    assert list(bundle["event"]) == ["id", "hint", "title", "timezone", "opens", "closes", "ends"]
    lengths = {
        "instance": bundle["instance"],
        "id": bundle["event"]["id"],
        "hint": bundle["event"]["hint"],
        "hash_key": bundle["hash_key"],
        "voucher": bundle["voucher"],
        "public": bundle["keys"][0]["public"],
        "revoked": bundle["revoked"],
        "seen": bundle["seen"][0][0],
    }
    assert {name: len(unb64(text)) for name, text in lengths.items()} == {
        "instance": 16,
        "id": 16,
        "hint": 2,
        "hash_key": 32,
        "voucher": 64,
        "public": 32,
        "revoked": 5,
        "seen": 5,
    }
    assert bundle["seen"][0][3] % 300_000 == 0


def test_a_bundle_opens_passes_as_the_protocol_says(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    secret = a_party(app, event, people=3)
    with app.app_context():
        code = rsvps.code_of(rsvps.get(secret), secret)

    bundle = a_phone(client, event).get().get_json()

    [key] = bundle["keys"]
    parsed = tickets.verify(
        code, unb64(key["public"]), unb64(bundle["instance"]), unb64(bundle["event"]["id"])
    )
    assert (parsed.people, parsed.hint, parsed.key_index) == (
        3,
        unb64(bundle["event"]["hint"]),
        key["index"],
    )
    hour = 3_600_000
    begins = int(event.schedule.begins().timestamp() * 1000)
    over = int(event.schedule.over().timestamp() * 1000)
    told = bundle["event"]
    assert (told["opens"], told["closes"], told["ends"]) == (
        begins - 12 * hour,
        over + 12 * hour,
        over + 24 * hour,
    )
