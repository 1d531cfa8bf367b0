"""The life of an event's keys, and revoked tickets, on both databases."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from sqlalchemy import func, select

from app import tickets
from app.platform.db import database, session, transaction
from app.platform.vault import KeyDestroyed, vault
from app.tickets.models import PublishedKeyRow, RevokedTicketRow
from tests.makers import an_act, an_event

HASH = b"h" * 16


def revoked_rows() -> int:
    return session().scalar(select(func.count()).select_from(RevokedTicketRow)) or 0


def test_a_new_event_has_keys_that_stay_the_same(context: Flask) -> None:
    event = an_event(context)
    before = tickets.key_of(event.uid)

    tickets.make_key(event.uid, an_act())

    assert tickets.has_key(event.uid)
    assert tickets.key_of(event.uid) == before


def test_keys_are_a_file_and_nowhere_in_the_database(context: Flask) -> None:
    event = an_event(context)
    key = tickets.key_of(event.uid)

    rows = [
        str(row)
        for table in database.metadata.sorted_tables
        for row in session().execute(table.select())
    ]

    assert f"event-{event.uid}" in vault().names()
    assert not [row for row in rows if repr(key.signing) in row or repr(key.lookup) in row]


def test_a_revoked_ticket_stays_revoked_however_often_it_is_said(context: Flask) -> None:
    event, other = an_event(context), an_event(context)
    for _ in range(2):
        with transaction():
            tickets.revoke(event.id, HASH)

    assert tickets.is_revoked(event.id, HASH)
    assert not tickets.is_revoked(other.id, HASH)
    assert revoked_rows() == 1


def test_publishing_the_key_forgets_the_revoked_tickets_of_that_event(context: Flask) -> None:
    event, other = an_event(context), an_event(context)
    with transaction():
        tickets.revoke(event.id, HASH)
        tickets.revoke(other.id, HASH)

    with transaction():
        tickets.publish_key(event.id, event.uid, an_act())

    assert not tickets.is_revoked(event.id, HASH)
    assert tickets.is_revoked(other.id, HASH)


def test_with_the_published_key_anybody_can_sign(context: Flask) -> None:
    event = an_event(context)
    public = tickets.key_of(event.uid).public
    assert tickets.published_key(event.id) is None

    with transaction():
        tickets.publish_key(event.id, event.uid, an_act())

    published = tickets.published_key(event.id)
    assert published is not None
    anybody = Ed25519PrivateKey.from_private_bytes(published)
    assert anybody.public_key().public_bytes_raw() == public


def test_a_key_is_published_once_and_stays_after_the_file_is_gone(context: Flask) -> None:
    event = an_event(context)
    with transaction():
        tickets.publish_key(event.id, event.uid, an_act())
    published = tickets.published_key(event.id)
    tickets.destroy_key(event.uid)

    with transaction():
        tickets.publish_key(event.id, event.uid, an_act())

    assert tickets.published_key(event.id) == published


def test_a_destroyed_key_is_gone_for_good(context: Flask) -> None:
    event = an_event(context)

    for _ in range(2):
        tickets.destroy_key(event.uid)

    assert not tickets.has_key(event.uid)
    with pytest.raises(KeyDestroyed):
        tickets.key_of(event.uid)


def test_the_day_of_publication_is_remembered_without_the_hour(context: Flask) -> None:
    event = an_event(context)
    act = an_act()
    with transaction():
        tickets.publish_key(event.id, event.uid, act)

    row = session().get_one(PublishedKeyRow, event.id)

    assert type(row.published_on) is date
    assert row.published_on == act.now.date()
