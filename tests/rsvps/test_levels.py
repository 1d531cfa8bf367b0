"""What a party leaves is sealed, confirmed by its owner, and taken back at any time."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import events, outbox, rsvps
from app.outbox.ledger import opened
from app.outbox.models import LetterRow
from app.platform.db import session, transaction
from app.platform.seal import unseal
from app.platform.vault import KeyDestroyed
from app.privacy import keep_house
from app.rsvps.levels import listeners
from app.rsvps.models import ContactRow
from tests.makers import a_party, an_act, an_event, words

COMING = (rsvps.PartyState.CONFIRMED, rsvps.PartyState.WAITING)
ADDRESS = "sara@example.org"


def owed() -> list[tuple[str, str]]:
    rows = session().scalars(select(LetterRow.id).where(LetterRow.state == "due")).all()
    letters = [opened(row) for row in sorted(rows)]
    return [(letter.kind, letter.address) for letter in letters]


def proof_in_letter_to(secret: str) -> str:
    owed = select(LetterRow.id).where(LetterRow.kind == "confirm", LetterRow.state == "due")
    found = [opened(row).facts for row in session().scalars(owed).all()]
    return next(facts["proof"] for facts in found if facts["secret"] == secret)


def ask(secret: str, address: str = ADDRESS) -> None:
    with transaction():
        rsvps.ask_for_updates(secret, address, "fr", an_act())


def confirmed(app: Flask, event: events.Event, people: int = 1) -> str:
    secret = a_party(app, event, people=people)
    ask(secret)
    with transaction():
        rsvps.confirm_address(secret, proof_in_letter_to(secret), an_act())
    return secret


def updates(secret: str) -> rsvps.Updates | None:
    return rsvps.updates_of(rsvps.get(secret))


def test_a_pass_is_sent_once_and_the_address_is_not_kept(context: Flask) -> None:
    secret = a_party(context, an_event(context))

    with transaction():
        rsvps.send_pass(secret, ADDRESS, "fr", an_act())

    assert owed() == [("pass", ADDRESS)]
    assert session().scalars(select(ContactRow)).all() == []


def test_who_waits_has_no_pass_to_send(context: Flask) -> None:
    event = an_event(context, capacity=1)
    a_party(context, event)
    waiting = a_party(context, event)

    with pytest.raises(rsvps.NotConfirmed), transaction():
        rsvps.send_pass(waiting, ADDRESS, "fr", an_act())


def test_an_address_is_sealed_and_nobody_hears_before_it_is_confirmed(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event)

    ask(secret)

    row = session().scalars(select(ContactRow)).one()
    assert b"sara" not in row.sealed + row.address_hash
    assert secret.encode() not in row.sealed
    assert updates(secret) == rsvps.Updates(confirmed=False)
    assert list(listeners(event.id, COMING, 0, 10)) == []


def test_the_proof_of_a_letter_confirms_its_address(context: Flask) -> None:
    event = an_event(context)
    secret = confirmed(context, event)

    ((_, contact),) = listeners(event.id, COMING, 0, 10)
    assert updates(secret) == rsvps.Updates(confirmed=True)
    assert (contact.address, contact.secret, contact.language) == (ADDRESS, secret, "fr")


def test_a_forged_an_old_and_a_replaced_proof_confirm_nothing(context: Flask) -> None:
    secret = a_party(context, an_event(context))
    ask(secret)
    first = proof_in_letter_to(secret)
    late = an_act(an_act().now + timedelta(hours=25))

    for tried, act in [("0" * 26, an_act()), (first, late)]:
        with pytest.raises(rsvps.ProofSpent), transaction():
            rsvps.confirm_address(secret, tried, act)
    ask(secret, "other@example.org")
    with pytest.raises(rsvps.ProofSpent), transaction():
        rsvps.confirm_address(secret, first, an_act())

    assert updates(secret) == rsvps.Updates(confirmed=False)


def test_a_proof_of_one_party_confirms_no_other(context: Flask) -> None:
    event = an_event(context)
    mine, theirs = a_party(context, event), a_party(context, event)
    ask(mine)
    ask(theirs)
    of_mine = proof_in_letter_to(mine)

    with pytest.raises(rsvps.ProofSpent), transaction():
        rsvps.confirm_address(theirs, of_mine, an_act())


def test_taking_it_back_leaves_no_address(context: Flask) -> None:
    secret = confirmed(context, an_event(context))

    for _ in range(2):
        with transaction():
            rsvps.stop_updates(secret, an_act())

    assert updates(secret) is None
    assert session().scalars(select(ContactRow)).all() == []


def test_erasing_a_party_erases_its_address(context: Flask) -> None:
    secret = confirmed(context, an_event(context))

    with transaction():
        rsvps.erase(secret, an_act())

    assert session().scalars(select(ContactRow)).all() == []


def test_an_address_that_nobody_confirms_is_forgotten_after_a_day(context: Flask) -> None:
    secret = a_party(context, an_event(context))
    ask(secret)

    report = keep_house(an_act(an_act().now + timedelta(hours=25)))

    assert report.addresses == 1
    assert updates(secret) is None
    assert rsvps.get(secret).state is rsvps.PartyState.CONFIRMED


def test_the_page_does_not_tell_who_never_wants_letters(context: Flask) -> None:
    """The courier throws the letter away: tests/outbox/test_courier.py."""
    secret = a_party(context, an_event(context))
    with transaction():
        outbox.stop(outbox.stop_token(ADDRESS), an_act())

    ask(secret)

    assert owed() == [("confirm", ADDRESS)]
    assert updates(secret) == rsvps.Updates(confirmed=False)


def test_the_first_in_line_is_told_of_its_place(context: Flask) -> None:
    event = an_event(context, capacity=1)
    holder = a_party(context, event)
    confirmed(context, event)

    with transaction():
        rsvps.cancel(holder, an_act())

    assert owed() == [("confirm", ADDRESS), ("place", ADDRESS)]


def test_a_change_is_written_once_to_everybody_who_listens(context: Flask) -> None:
    event = an_event(context)
    confirmed(context, event)
    a_party(context, event)
    with transaction():
        events.reword(event.id, "en", words(place="Place de la République"), an_act())

    written = [rsvps.write_about_changes(an_act()) for _ in range(2)]

    assert written == [1, 0]
    assert owed() == [("confirm", ADDRESS), ("change", ADDRESS)]


def test_what_changed_before_somebody_listened_is_not_told(context: Flask) -> None:
    event = an_event(context)
    with transaction():
        events.reword(event.id, "en", words(place="Place de la République"), an_act())
    confirmed(context, event)

    assert rsvps.write_about_changes(an_act()) == 0


def test_after_retention_the_key_is_gone_and_an_old_row_opens_nothing(context: Flask) -> None:
    event = an_event(context)
    secret = confirmed(context, event)
    kept = session().scalars(select(ContactRow)).one()
    copy = (kept.party_id, kept.sealed)
    later = event.schedule.over() + rsvps.RETENTION + timedelta(seconds=1)

    keep_house(an_act(later))

    assert rsvps.find(secret) is None
    assert session().scalars(select(ContactRow)).all() == []
    with pytest.raises(KeyDestroyed):
        unseal(f"rsvps-{event.uid}", copy[1], f"contact {copy[0]}")
