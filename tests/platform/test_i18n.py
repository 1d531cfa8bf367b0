"""Numbers, lists, lengths and names are written as each language writes them."""

from datetime import timedelta

import pytest
from flask import Flask

from app.platform import i18n
from app.platform.i18n import ngettext

ONE = "Only one more person fits. Nothing was changed."
MANY = "Only %(num)s more people fit. Nothing was changed."


@pytest.mark.parametrize(("language", "written"), [("fr", "5370"), ("en", "5370"), ("fa", "۵۳۷۰")])
def test_a_typed_number_has_no_separators(context: Flask, language: str, written: str) -> None:
    with i18n.speaking(language):
        assert i18n.typed_number(5370) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("fr", "français et fa"), ("en", "français and fa"), ("fa", "français و fa")],
)
def test_names_are_joined_by_a_word(context: Flask, language: str, written: str) -> None:
    with i18n.speaking(language):
        assert i18n.enumerated(["français", "fa"]) == written


def test_a_lazy_number_is_written_in_the_language_that_reads_it(context: Flask) -> None:
    most = i18n.lazy_number(20)

    with i18n.speaking("fa"):
        assert str(most) == "۲۰"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "Only one more person fits"),
        ("en", 1200, "Only 1,200 more people fit"),
        ("fr", 1, "que pour une personne de plus"),
        ("fa", 12, "۱۲"),
    ],
)
def test_a_sentence_about_a_number_is_said_in_its_plural_and_digits(
    context: Flask, language: str, number: int, said: str
) -> None:
    with i18n.speaking(language):
        assert said in ngettext(ONE, MANY, number)


@pytest.mark.parametrize(
    ("language", "minutes", "said"),
    [
        ("en", 135, "2 h 15 min"),
        ("fr", 45, "45 min"),
        ("en", 120, "2 h"),
        ("fa", 150, "۲ ساعت و ۳۰ دقیقه"),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(
    context: Flask, language: str, minutes: int, said: str
) -> None:
    with i18n.speaking(language):
        assert i18n.spoken_length(timedelta(minutes=minutes)) == said


def test_a_language_has_its_name_in_each_language(context: Flask) -> None:
    names = []
    for language in i18n.CODES:
        with i18n.speaking(language):
            names.append(i18n.language_name("fa"))

    assert names == ["persan", "Persian", "فارسی"]
