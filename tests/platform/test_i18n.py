"""Numbers and lists are written as each language writes them."""

import pytest
from flask import Flask

from app.platform import i18n


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
