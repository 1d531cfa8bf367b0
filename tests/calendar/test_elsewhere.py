"""Entries for the calendars of large companies say what, when and where, and no more."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from app import calendar
from tests.calendar.entries import HOSTILE, an_entry


def told(entry: calendar.Entry, name: str) -> dict[str, str]:
    (address,) = [one.address for one in calendar.elsewhere(entry) if one.name == name]
    return {key: value for key, (value,) in parse_qs(urlsplit(address).query).items()}


def test_an_hour_is_told_in_utc() -> None:
    entry = an_entry()

    assert told(entry, "Google")["dates"] == "20270703T123000Z/20270703T153000Z"
    assert told(entry, "Outlook")["startdt"] == "2027-07-03T12:30:00Z"
    assert told(entry, "Outlook")["allday"] == "false"
    assert told(entry, "Yahoo")["et"] == "20270703T153000Z"


def test_a_day_is_told_as_each_company_counts_days() -> None:
    entry = an_entry(starts=date(2027, 7, 3))

    assert told(entry, "Google")["dates"] == "20270703/20270704"
    assert told(entry, "Outlook")["enddt"] == "2027-07-04"
    assert told(entry, "Outlook")["allday"] == "true"
    assert (told(entry, "Yahoo")["et"], told(entry, "Yahoo")["dur"]) == ("20270703", "allday")


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in {"surrogates", "long"}])
def test_words_stay_words(name: str) -> None:
    entry = an_entry(summary=HOSTILE[name] + "&dates=x#y")

    assert told(entry, "Google")["text"] == entry.summary
    assert told(entry, "Outlook")["subject"] == entry.summary
    assert told(entry, "Yahoo")["title"] == entry.summary


def test_the_description_is_left_out() -> None:
    entry = an_entry(description="Who calls, and what to bring")

    for company in calendar.elsewhere(entry):
        assert "bring" not in company.address
        assert "turnout.example" in company.address
