"""The secret of somebody's own page follows from the form alone, and is kept nowhere."""

from flask import Flask

from app.kernel.ids import read_secret
from app.platform.own_link import locator, secret_of

NONCE = b"n" * 16


def test_the_same_form_always_leads_to_the_same_secret(context: Flask) -> None:
    first, second = (secret_of("form", "event", NONCE) for _ in range(2))

    assert first == second
    assert read_secret(first) == first


def test_another_form_event_or_nonce_leads_to_another_secret(context: Flask) -> None:
    secrets = {
        secret_of("form", "event", NONCE),
        secret_of("another form", "event", NONCE),
        secret_of("form", "another event", NONCE),
        secret_of("form", "event", b"m" * 16),
    }

    assert len(secrets) == 4


def test_a_locator_is_shared_by_too_many_secrets_to_prove_anything(context: Flask) -> None:
    found = {locator(secret_of("form", "event", bytes([number]))) for number in range(200)}

    assert all(0 <= place < 2**16 for place in found)
    assert len(found) > 150
