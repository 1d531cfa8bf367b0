"""Ids and secrets survive being read aloud and typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.ids import CROCKFORD, SLUG, crockford, read_crockford, read_secret, slugify


@given(st.binary(min_size=1, max_size=40))
def test_every_five_bits_are_a_character(raw: bytes) -> None:
    written = crockford(raw)

    bits = "".join(f"{CROCKFORD.index(letter):05b}" for letter in written)
    length = len(raw) * 8
    assert len(written) == -(-length // 5)
    assert int(bits[:length], 2).to_bytes(len(raw)) == raw
    assert set(bits[length:]) <= {"0"}


def test_known_values() -> None:
    assert crockford(b"\x00" * 16) == "0" * 26
    assert crockford(b"\xff" * 16) == "Z" * 25 + "W"
    assert crockford(b"\x80") == "G0"


def test_the_alphabet_has_no_letter_that_reads_as_another() -> None:
    assert len(set(CROCKFORD)) == 32
    assert not set("ILOU") & set(CROCKFORD)


@given(st.binary(min_size=16, max_size=16))
def test_a_secret_is_read_however_it_was_typed(raw: bytes) -> None:
    secret = crockford(raw)

    for typed in [secret, secret.lower(), f"{secret[:13]}-{secret[13:]}", f" {secret} "]:
        assert read_secret(typed) == secret


@pytest.mark.parametrize(("typed", "read"), [("oO0", "000"), ("iIlL1", "11111"), ("a-b c", "ABC")])
def test_look_alikes_are_read_as_what_they_look_like(typed: str, read: str) -> None:
    assert read_crockford(typed) == read


@pytest.mark.parametrize("typed", ["", "-", "U", "é", "۱", "a/b", "a\nb", "0" * 25 + "\u202e"])
def test_a_foreign_character_is_not_read(typed: str) -> None:
    assert read_crockford(typed) is None


@pytest.mark.parametrize("length", [0, 25, 27])
def test_a_secret_has_26_characters(length: int) -> None:
    assert read_secret("0" * length) is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Rally at Denfert-Rochereau", "rally-at-denfert-rochereau"),
        ("Non à l’exécution !", "non-a-lexecution"),
        ("  --  8 February  --  ", "8-february"),
        ("تظاهرات", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_the_readable_part_of_an_address(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text(max_size=200))
def test_whatever_the_title_the_address_is_one(title: str) -> None:
    slug = slugify(title)

    assert slug == "" or SLUG.fullmatch(slug)
    assert len(slug) <= 60
    assert not re.search(r"^-|-$|--", slug)
