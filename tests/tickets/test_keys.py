"""What follows from an event's keys, and what does not."""

import os
import uuid
from dataclasses import replace

from app import tickets

UID = str(uuid.uuid4())
OWN_LINK = "3ZQ8M0T5V9XK7C2B4N6P1R8S0D"


def a_key() -> tickets.EventKey:
    return tickets.new_event_key(UID, os.urandom)


def test_keys_are_stored_in_83_bytes_and_read_back() -> None:
    key = replace(a_key(), index=31)

    stored = key.to_bytes()

    assert len(stored) == 83
    assert tickets.EventKey.from_bytes(stored) == key


def test_a_key_shows_nothing_secret_of_itself() -> None:
    key = a_key()

    assert repr(key) == f"EventKey(event_uid='{UID}', hint={key.hint!r}, index=0)"


def test_what_tables_hold_depends_on_the_secret_and_on_the_events_key() -> None:
    key, other = a_key(), a_key()

    hashes = {
        tickets.secret_hash(key, OWN_LINK),
        tickets.secret_hash(key, OWN_LINK[::-1]),
        tickets.secret_hash(other, OWN_LINK),
    }

    assert len(hashes) == 3
    assert all(len(found) == 16 for found in hashes)


def test_hashes_for_different_uses_have_nothing_in_common() -> None:
    key = a_key()
    id_ = tickets.ticket_id(key, OWN_LINK)

    found = [
        tickets.secret_hash(key, OWN_LINK)[:8],
        tickets.contact_hash(key, OWN_LINK)[:8],
        tickets.ticket_hash(key, OWN_LINK.encode())[:8],
        id_,
    ]

    assert len(set(found)) == 4
    assert len(id_) == 8


def test_an_address_is_the_same_however_its_letters_are_cased() -> None:
    key = a_key()

    assert tickets.contact_hash(key, "Sara@Example.org") == tickets.contact_hash(
        key, "sara@example.org"
    )


def test_a_proof_holds_for_one_party_and_one_address() -> None:
    key = a_key()
    mine = tickets.contact_hash(key, "sara@example.org")
    others = tickets.contact_hash(key, "ali@example.org")

    proofs = {
        tickets.contact_proof(key, OWN_LINK, mine),
        tickets.contact_proof(key, OWN_LINK, others),
        tickets.contact_proof(key, OWN_LINK[::-1], mine),
    }

    assert len(proofs) == 3
