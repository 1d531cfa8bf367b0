"""What is sealed stays shut without the key file."""

import os

import pytest
from flask import Flask

from app.platform.seal import make_pair, seal, unseal
from app.platform.vault import KeyDestroyed, KeyUnreadable, vault


@pytest.fixture
def name(context: Flask) -> str:
    return f"test-{os.urandom(4).hex()}"


def test_only_the_private_key_opens_what_was_sealed(name: str) -> None:
    public = make_pair(name, os.urandom)

    sealed = seal(public, b"sara@example.org", "party 1")

    assert b"sara" not in sealed
    assert unseal(name, sealed, "party 1") == b"sara@example.org"


def test_a_name_keeps_its_key(name: str) -> None:
    assert make_pair(name, os.urandom) == make_pair(name, os.urandom)


def test_what_was_sealed_for_one_party_does_not_open_for_another(name: str) -> None:
    sealed = seal(make_pair(name, os.urandom), b"sara@example.org", "party 1")

    with pytest.raises(KeyUnreadable):
        unseal(name, sealed, "party 2")


def test_another_key_and_damage_open_nothing(name: str) -> None:
    public = make_pair(name, os.urandom)
    make_pair(f"{name}-other", os.urandom)
    sealed = seal(public, b"sara@example.org", "party 1")

    for key, content in [(f"{name}-other", sealed), (name, sealed[:-1]), (name, b"")]:
        with pytest.raises(KeyUnreadable):
            unseal(key, content, "party 1")


def test_a_destroyed_key_shreds_what_was_sealed(name: str) -> None:
    sealed = seal(make_pair(name, os.urandom), b"sara@example.org", "party 1")

    vault().destroy(name)

    with pytest.raises(KeyDestroyed):
        unseal(name, sealed, "party 1")
