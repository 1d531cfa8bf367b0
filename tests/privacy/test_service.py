"""What was promised about RSVPs happens by itself, even when a round is stopped half-way."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from sqlalchemy import func, select

from app import audit, events, privacy, rsvps, tickets
from app.kernel.act import Act, Actor
from app.outbox.models import LetterRow
from app.platform.db import database, session, transaction
from app.platform.vault import KeyDestroyed, vault
from app.rsvps.models import ContactRow, PartyRow
from app.tickets.models import RevokedTicketRow
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event

SECOND = timedelta(seconds=1)
ADDRESS = "sara@example.org"


class StoppedError(BaseException):
    """Stop a round as a kill does: nothing may catch it."""


def housekeeping(now: datetime) -> Act:
    return an_act(now, Actor.HOUSEKEEPING)


def due(event: events.Event) -> datetime:
    return event.schedule.over() + rsvps.RETENTION


def an_event_with_parties(app: Flask) -> tuple[events.Event, list[str]]:
    """Return an event with two people confirmed, one waiting, one who left, and one address."""
    event = an_event(app, capacity=2)
    secrets = [a_party(app, event) for _ in range(4)]
    with transaction():
        rsvps.cancel(secrets[0], an_act())
        rsvps.ask_for_updates(secrets[1], ADDRESS, "en", an_act())
    return event, secrets


def rows_about_people() -> list[int]:
    tables = (PartyRow, ContactRow, RevokedTicketRow, LetterRow)
    return [session().scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def keys_of(event: events.Event) -> list[str]:
    return [name for name in vault().names() if event.uid in name]


def test_nothing_is_destroyed_a_second_too_early(context: Flask) -> None:
    event, _ = an_event_with_parties(context)
    before, keys = rows_about_people()[:3], keys_of(event)

    report = privacy.keep_house(housekeeping(due(event) - SECOND))

    assert (report.events, report.parties) == (0, 0)
    assert rows_about_people()[0] == before[0]
    assert keys_of(event) == keys == [f"event-{event.uid}", f"rsvps-{event.uid}"]


def test_in_time_parties_addresses_letters_and_keys_are_gone(context: Flask) -> None:
    event, secrets = an_event_with_parties(context)

    report = privacy.keep_house(housekeeping(due(event)))

    assert (report.events, report.parties) == (1, 4)
    assert rows_about_people() == [0, 0, 0, 0]
    assert keys_of(event) == []
    assert [rsvps.find(secret) for secret in secrets] == [None] * 4


def test_the_numbers_of_people_stay(context: Flask) -> None:
    event, _ = an_event_with_parties(context)
    before = rsvps.counts(event.id)

    privacy.keep_house(housekeeping(due(event)))

    assert rsvps.counts(event.id) == before
    assert (before.confirmed, before.waiting) == (2, 1)


def test_the_signing_key_is_published_so_that_old_tickets_prove_nothing(context: Flask) -> None:
    event, _ = an_event_with_parties(context)
    public = tickets.key_of(event.uid).public

    privacy.keep_house(housekeeping(due(event)))

    published = tickets.published_key(event.id)
    assert published is not None
    signer = Ed25519PrivateKey.from_private_bytes(published)
    assert signer.public_key().public_bytes_raw() == public


def test_other_events_keep_what_is_theirs(context: Flask) -> None:
    event, _ = an_event_with_parties(context)
    later = an_event(context, schedule=a_schedule(TODAY + timedelta(days=20)))
    secret = a_party(context, later)

    privacy.keep_house(housekeeping(due(event)))

    assert rsvps.get(secret).event_id == later.id
    assert tickets.has_key(later.uid)


@pytest.mark.parametrize("deed", [events.cancel, None], ids=["cancelled", "draft"])
def test_a_cancelled_event_and_a_draft_end_like_any_other(
    context: Flask, deed: Callable[[int, Act], None] | None
) -> None:
    event = an_event(context, published=deed is not None)
    if deed is not None:
        a_party(context, event)
        with transaction():
            deed(event.id, an_act())

    privacy.keep_house(housekeeping(due(event)))

    assert rows_about_people() == [0, 0, 0, 0]
    assert keys_of(event) == []


def test_an_event_without_parties_ends_with_its_keys(context: Flask) -> None:
    event = an_event(context)

    report = privacy.keep_house(housekeeping(due(event)))

    assert (report.events, report.parties) == (1, 0)
    assert keys_of(event) == []


def test_a_second_round_finds_nothing_to_do(context: Flask) -> None:
    event, _ = an_event_with_parties(context)
    privacy.keep_house(housekeeping(due(event)))
    deeds = len(audit.deeds_on(event.id))

    again = privacy.keep_house(housekeeping(due(event) + timedelta(hours=1)))

    assert (again.events, again.parties) == (0, 0)
    assert len(audit.deeds_on(event.id)) == deeds


@pytest.mark.parametrize(
    "step",
    [
        "rsvps.destroy",
        "outbox.destroy",
        "tickets.publish_key",
        "audit.note",
        "rsvps.destroy_contact_key",
        "tickets.destroy_key",
        "audit.forget_before",
        "outbox.forget_old_days",
        "erase_free_space",
    ],
)
def test_a_round_that_is_killed_anywhere_is_finished_by_the_next(
    context: Flask, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    event, _ = an_event_with_parties(context)

    def stop(*_given: object) -> None:
        raise StoppedError

    with monkeypatch.context() as patched:
        patched.setattr(f"app.privacy.service.{step}", stop)
        with pytest.raises(StoppedError):
            privacy.keep_house(housekeeping(due(event)))
    database.session.remove()
    privacy.keep_house(housekeeping(due(event)))

    assert rows_about_people() == [0, 0, 0, 0]
    assert keys_of(event) == []
    assert tickets.published_key(event.id) is not None
    assert rsvps.counts(event.id).confirmed == 2


def test_before_the_rows_are_gone_no_key_is(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, secrets = an_event_with_parties(context)

    def stop(*_given: object) -> None:
        raise StoppedError

    monkeypatch.setattr("app.privacy.service.audit.note", stop)
    with pytest.raises(StoppedError):
        privacy.keep_house(housekeeping(due(event)))

    assert len(keys_of(event)) == 2
    assert rsvps.get(secrets[1]).event_id == event.id


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_no_copy_stays_in_the_files_of_the_database(context: Flask) -> None:
    event, secrets = an_event_with_parties(context)
    hashes = list(session().scalars(select(PartyRow.secret_hash)))
    file = Path(str(database.engine.url.database))
    wal = file.with_name(f"{file.name}-wal")
    session().rollback()
    assert [mark for mark in hashes if mark in wal.read_bytes() + file.read_bytes()] == hashes

    privacy.keep_house(housekeeping(due(event)))

    assert wal.stat().st_size == 0
    assert [mark for mark in hashes if mark in file.read_bytes()] == []
    assert len(secrets) == len(hashes)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_a_party_erased_itself_leaves_the_log_with_the_next_round(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event)
    mark = session().scalars(select(PartyRow.secret_hash)).one()
    with transaction():
        rsvps.erase(secret, an_act())
    file = Path(str(database.engine.url.database))

    privacy.keep_house(housekeeping(event.schedule.begins()))

    assert file.with_name(f"{file.name}-wal").stat().st_size == 0
    assert mark not in file.read_bytes()


def test_once_the_key_is_gone_a_copy_of_the_rows_opens_nothing(context: Flask) -> None:
    event, _ = an_event_with_parties(context)
    privacy.keep_house(housekeeping(due(event)))

    with pytest.raises(KeyDestroyed):
        tickets.key_of(event.uid)


def test_addresses_that_nobody_confirmed_go_after_a_day(context: Flask) -> None:
    an_event_with_parties(context)
    asked = an_act().now

    early = privacy.keep_house(housekeeping(asked + timedelta(hours=23)))
    late = privacy.keep_house(housekeeping(asked + timedelta(hours=24, seconds=1)))

    assert (early.addresses, late.addresses) == (0, 1)
    assert session().scalars(select(ContactRow)).all() == []


def test_deeds_are_forgotten_after_ninety_days(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(TODAY + timedelta(days=200)))
    done = audit.deeds_on(event.id)[0].done_at

    early = privacy.keep_house(housekeeping(done + timedelta(days=89)))
    late = privacy.keep_house(housekeeping(done + timedelta(days=90, seconds=1)))

    assert (early.deeds, late.deeds) == (0, 2)
    assert audit.deeds_on(event.id) == []


def test_the_deed_is_audited_without_anybodys_name(context: Flask) -> None:
    event, _ = an_event_with_parties(context)

    privacy.keep_house(housekeeping(due(event)))

    deed = audit.deeds_on(event.id)[0]
    assert (deed.what, deed.actor, deed.organiser_id) == ("parties destroyed", "housekeeping", None)
