"""How often an action comes back, in plain words."""

from datetime import date

import pytest
from flask import Flask

from app import events
from app.platform.i18n import speaking

FOURTH_AND_LAST_TUESDAY = date(2025, 2, 25)


@pytest.mark.parametrize(
    ("rule", "en", "fr", "fa"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "every Tuesday", "chaque mardi", "هر سه‌شنبه"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR",
            "every 2 weeks: Tuesday and Friday",
            "toutes les 2 semaines : mardi et vendredi",
            "هر ۲ هفته: سه‌شنبه و جمعه",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1SA",
            "every month, the last Saturday",
            "chaque mois, le dernier samedi",
            "هر ماه، آخرین شنبه",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=1SU",
            "every 3 months, the first Sunday",
            "tous les 3 mois, le premier dimanche",
            "هر ۳ ماه، نخستین یکشنبه",
        ),
    ],
)
def test_a_rule_is_said_in_words(context: Flask, rule: str, en: str, fr: str, fa: str) -> None:
    said = []
    for code in ("en", "fr", "fa"):
        with speaking(code):
            said.append(events.rhythm(events.read_rule(rule)))

    assert said == [en, fr, fa]


def test_what_is_offered_begins_on_the_first_day() -> None:
    offered = events.rhythms(FOURTH_AND_LAST_TUESDAY)

    assert [rule.written() for rule in offered] == [
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=4TU",
        "FREQ=MONTHLY;BYDAY=-1TU",
    ]
    for rule in offered:
        rule.check(FOURTH_AND_LAST_TUESDAY)
