"""Who may be searched can carry a code and an entry that do not say what they are for."""

import io

import icalendar
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from tests.makers import a_party, an_event


def read(png: bytes) -> str:
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    return str(found[0].text)


def test_the_code_alone_is_the_code_of_the_pass(app: Flask, client: FlaskClient) -> None:
    secret = a_party(app, an_event(app), people=3)

    usual = read(client.get(f"/p/{secret}/ticket.png").data)
    alone = read(client.get(f"/p/{secret}/ticket.png?discreet=1").data)

    assert usual.endswith(f"/t#{alone}")
    assert len(alone) == 114
    drawn = client.get(f"/p/{secret}/ticket.svg?discreet=1").data
    assert len(drawn) < len(client.get(f"/p/{secret}/ticket.svg").data)


@pytest.mark.parametrize(
    ("lang", "title"), [("fr", "Rendez-vous"), ("en", "Appointment"), ("fa", "قرار")]
)
def test_a_discreet_entry_says_when_and_where_alone(
    app: Flask, client: FlaskClient, lang: str, title: str
) -> None:
    event = an_event(app, slug="rally-canary", title="canary", place="Place 7", language=lang)
    secret = a_party(app, event)

    answer = client.get(f"/p/{secret}/event.ics?lang={lang}&discreet=1")
    usual = client.get(f"/p/{secret}/event.ics?lang={lang}")

    assert "canary" not in answer.text + answer.headers["Content-Disposition"]
    assert secret not in answer.text
    discreet, public = (_entry(found.data) for found in (answer, usual))
    assert (discreet["SUMMARY"], discreet["LOCATION"]) == (title, "Place 7")
    assert discreet["DTSTART"] == public["DTSTART"]
    assert discreet["UID"] != public["UID"]
    assert {"URL", "DESCRIPTION", "ORGANIZER"}.isdisjoint(discreet)


def _entry(file: bytes) -> icalendar.Component:
    return icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
