"""What people type is cleaned once, and folded for search, whatever it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import ZWNJ, clean, is_blank, latin_digits, one_line, spellings

ANYTHING = st.text(st.characters(codec=None), max_size=60)


@given(ANYTHING)
def test_whatever_was_typed_can_be_stored_and_sent(text: str) -> None:
    cleaned = clean(text)

    cleaned.encode()
    assert cleaned == cleaned.strip() == unicodedata.normalize("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n"]


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(ANYTHING)
def test_a_line_has_no_line_break_and_no_double_space(text: str) -> None:
    line = one_line(text)

    assert line.splitlines() in ([line], [])
    assert line == " ".join(line.split())


@pytest.mark.parametrize("override", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
def test_what_could_make_a_place_read_as_another_goes(override: str) -> None:
    assert clean(f"Place {override}République") == "Place République"


@pytest.mark.parametrize("kept", ["می‌آیم", "👩‍👩‍👧", "a\u200fb", "Tab\there", "one\n\ntwo"])
def test_what_belongs_to_words_stays(kept: str) -> None:
    assert clean(kept) == kept


def test_line_ends_become_one_kind() -> None:
    assert clean("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    "gap", ["\n", "\r\n", "\t", "  ", "\x0b", "\x0c", "\x85", "\u2028", "\xa0"]
)
def test_every_gap_becomes_one_space(gap: str) -> None:
    assert one_line(f" a{gap}b ") == "a b"


@pytest.mark.parametrize("typed", ["", " ", "\u200b", ZWNJ, "\u200f \u2060", "\xa0\u3000", "\x00"])
def test_what_cannot_be_seen_is_blank(typed: str) -> None:
    assert is_blank(typed)


@pytest.mark.parametrize("typed", ["a", "۳", ".", "👩‍👩‍👧", " \u200fم"])
def test_what_can_be_seen_is_not_blank(typed: str) -> None:
    assert not is_blank(typed)


def test_lone_surrogates_go() -> None:
    assert clean("a\ud83db\udc00") == "ab"


def test_letters_are_composed() -> None:
    assert clean("e\u0301") == "é"


def test_persian_and_arabic_digits_are_read() -> None:
    assert latin_digits("۱۴۰۳ / ٢٠٢٥") == "1403 / 2025"


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("DECLARATION", "Déclaration"),
        ("كارت", "کارت"),
        ("2025", "۲۰۲۵"),
        ("strasse", "Straße"),
        ("oeuvre", "Œuvre"),
        ("اعدام", "إعدام"),
        ("l iran", "L’Iran"),
        ("a  b", " A\nB "),
    ],
)
def test_a_search_finds_what_was_written_another_way(typed: str, stands: str) -> None:
    assert spellings(typed) == spellings(stands)


def test_a_persian_word_is_spelled_in_parts_and_joined() -> None:
    assert spellings("می‌آیم") == [["می", "ایم"], ["میایم"]]
    assert spellings("می آیم") == [["می", "ایم"]]


@given(ANYTHING)
def test_words_are_folded_for_good(text: str) -> None:
    for words in spellings(text):
        assert spellings(" ".join(words)) in ([words], [[]])


@given(ANYTHING)
def test_words_mean_nothing_to_a_full_text_search(text: str) -> None:
    for word in (word for words in spellings(text) for word in words):
        assert word.replace("\N{COMBINING GREEK YPOGEGRAMMENI}", "").isalnum()


def test_the_joiner_of_persian_words_is_the_real_one() -> None:
    assert unicodedata.name(ZWNJ) == "ZERO WIDTH NON-JOINER"
