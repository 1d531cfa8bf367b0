"""What gates have to learn about tickets, in the order of the deeds, on both databases."""

import hashlib
import hmac

from flask import Flask

from app import events, rsvps, tickets
from app.platform.db import session, transaction
from tests.makers import a_party, an_act, an_event


def revoke(event: events.Event, *hashes: bytes) -> None:
    for ticket_hash in hashes:
        with transaction():
            tickets.revoke(event.id, ticket_hash)


def test_a_phone_asks_for_what_was_revoked_since(context: Flask) -> None:
    event = an_event(context)
    revoke(event, b"a" * 16, b"b" * 16)
    known = tickets.latest_news(event.id)
    revoke(event, b"c" * 16, b"d" * 16)

    assert tickets.revoked_since(event.id, 0) == [
        letter * 16 for letter in (b"a", b"b", b"c", b"d")
    ]
    assert tickets.revoked_since(event.id, known) == [b"c" * 16, b"d" * 16]
    assert tickets.revoked_since(event.id, tickets.latest_news(event.id)) == []


def test_revoking_twice_is_no_news(context: Flask) -> None:
    event = an_event(context)
    revoke(event, b"a" * 16)
    known = tickets.latest_news(event.id)

    revoke(event, b"a" * 16)

    assert tickets.latest_news(event.id) == known


def test_events_have_news_of_their_own(context: Flask) -> None:
    here, there = an_event(context), an_event(context)

    revoke(here, b"a" * 16)

    assert (tickets.latest_news(here.id), tickets.latest_news(there.id)) == (1, 0)
    assert tickets.revoked_since(there.id, 0) == []


def test_the_hash_a_gate_computes_begins_like_the_one_that_is_kept(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event, people=3)
    code = tickets.parse(rsvps.code_of(rsvps.get(secret), secret))
    key = tickets.key_of(event.uid)

    short = hmac.digest(tickets.hash_key(key), code.ticket_id, hashlib.sha256)[:5]

    kept = tickets.ticket_hash(key, code.ticket_id)
    assert kept.startswith(short)
    assert rsvps.sizes_of(event.id, [kept, b"x" * 16]) == {
        kept: rsvps.Size(3, rsvps.PartyState.CONFIRMED)
    }


def test_a_cancelled_party_still_has_a_size_and_an_erased_one_has_none(context: Flask) -> None:
    event = an_event(context)
    cancelled, erased = a_party(context, event, people=3), a_party(context, event, people=2)
    key = tickets.key_of(event.uid)
    hashes = [tickets.ticket_hash(key, tickets.ticket_id(key, s)) for s in (cancelled, erased)]
    with transaction():
        rsvps.cancel(cancelled, an_act())
    with transaction():
        rsvps.erase(erased, an_act())

    found = rsvps.sizes_of(event.id, hashes)

    assert found == {hashes[0]: rsvps.Size(3, rsvps.PartyState.CANCELLED)}
    assert set(session().scalars(tickets.revoked(event.id))) == set(hashes)
