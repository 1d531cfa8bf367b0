"""Organisers bring events in from files, row by row, and take a campaign's out."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import calendar, events
from app.cli.demo import load_sample
from app.cli.sample import campaign
from app.desk.exchange import routes
from app.platform.db import database, transaction
from tests.cli.test_exchange import TABLE
from tests.desk.exchange.forms import hidden_of
from tests.makers import a_schedule, an_act, an_event, words
from tests.makers.desk import a_desk, token_of

HERE = "/desk/exchange"
SLUG = campaign.DRAFT.slug


def checked(browser: FlaskClient, content: str | bytes = TABLE, **said: Any) -> TestResponse:
    """Send a file to be checked."""
    raw = content.encode() if isinstance(content, str) else content
    sent = {
        "csrf_token": token_of(browser, HERE),
        "file": (io.BytesIO(raw), "events.csv"),
        "language": "en",
        "timezone": "Europe/Paris",
        "called_by": "Us",
        **said,
    }
    given = {name: value for name, value in sent.items() if value is not None}
    return browser.post(f"{HERE}/check", data=given)


def taken(browser: FlaskClient, report: TestResponse) -> TestResponse:
    """Press the button under a report."""
    return browser.post(f"{HERE}/import", data=hidden_of(report.text))


def slugs(app: Flask) -> list[str]:
    with app.app_context():
        found = [event.slug for event in events.every()]
        database.session.remove()
    return sorted(found)


def test_each_row_is_checked_before_anything_is_changed(app: Flask) -> None:
    browser = a_desk(app)

    page = checked(browser).text

    lines = re.findall(r"<li>(?:<strong>)?Row (\d):.*? – (.*?)</li>", page)
    assert lines == [
        ("1", "can be added"),
        ("2", "can be added"),
        ("3", "Enter a title."),
        ("4", "the day cannot be read"),
        ("5", "can be added"),
        ("6", "can be added"),
    ]
    assert "4 rows are fine." in page
    assert "2 rows have a problem." in page
    assert slugs(app) == []


def test_what_is_fine_is_taken_in_as_drafts(app: Flask) -> None:
    browser = a_desk(app)

    page = taken(browser, checked(browser)).text

    assert "text added in a further language" in page
    assert "there already" in page
    assert slugs(app) == ["march", "rally"]
    assert app.test_client().get("/en/e/rally").status_code == 404


def test_what_is_fine_is_published_if_that_is_wanted(app: Flask) -> None:
    browser = a_desk(app)

    taken(browser, checked(browser, publish="y"))

    page = app.test_client().get("/fa/e/rally")
    assert "گردهمایی" in page.text
    assert app.test_client().get("/en/e/march").status_code == 200


def test_a_calendar_comes_in_as_it_went_out(app: Flask) -> None:
    with app.app_context():
        load_sample(an_act())
        before = {event.uid: event for event in events.of_campaign(SLUG)}
        database.session.remove()
    browser = a_desk(app)
    gone = browser.get(f"{HERE}/{SLUG}.ics").data

    page = taken(browser, checked(browser, gone)).text

    assert page.count("there already") == len(before)


def test_a_table_comes_in_elsewhere_as_it_went_out(app: Flask) -> None:
    with app.app_context(), transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, an_act())
        draft = events.Draft(
            "en",
            words(title="=1+1", summary="'-x", description='a\nb, "c"; d'),
            a_schedule(),
            campaign_id=campaign_id,
        )
        event_id = events.add(draft, an_act())
        events.reword(event_id, "fa", words(title="گردهمایی"), an_act())
        before = events.get(event_id)
    browser = a_desk(app)
    gone = browser.get(f"{HERE}/{SLUG}.csv")
    given = calendar.Given("en", "Europe/Paris", "Us", {SLUG: campaign_id})

    rows = list(calendar.rows(gone.data, given))

    assert gone.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert {row.draft.language: row.draft.words for row in rows if row.draft} == before.texts
    assert {row.draft.uid for row in rows if row.draft} == {before.uid}
    assert {row.draft.schedule for row in rows if row.draft} == {before.schedule}
    cells = [cell for row in csv.reader(io.StringIO(gone.text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_data_holds_the_campaign_and_its_drafts(app: Flask) -> None:
    with app.app_context(), transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, an_act())
        draft = events.Draft("en", words(), a_schedule(), slug="later", campaign_id=campaign_id)
        events.add(draft, an_act())

    told = a_desk(app).get(f"{HERE}/{SLUG}.json")

    assert told.headers["Content-Disposition"] == f'attachment; filename="{SLUG}.json"'
    assert [event["slug"] for event in told.get_json()["events"]] == ["later"]


def test_a_hidden_place_goes_out_for_organisers_and_not_into_calendars(app: Flask) -> None:
    with app.app_context(), transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, an_act())
        draft = events.Draft("en", words(place="Secret"), a_schedule(), campaign_id=campaign_id)
        event_id = events.add(draft, an_act())
        events.publish(event_id, an_act())
        events.set_embargo(event_id, events.Embargo(events.Audience.CONFIRMED), an_act())
    browser = a_desk(app)

    gone = {kind: browser.get(f"{HERE}/{SLUG}.{kind}").text for kind in ("ics", "csv", "json")}

    assert {kind: "Secret" in text for kind, text in gone.items()} == {
        "ics": False,
        "csv": True,
        "json": True,
    }
    assert "BEGIN:VEVENT" in gone["ics"]


@pytest.mark.parametrize(
    ("content", "said", "told"),
    [
        ("", {"file": None}, "Choose a file."),
        ("", {}, "neither a calendar nor a table"),
        ("nothing", {}, "neither a calendar nor a table"),
        ("title,date,place\n", {}, "There is no event in this file."),
        (TABLE, {"timezone": "Mars/Base"}, "Choose a time zone such as Europe/Paris."),
        (TABLE, {"called_by": ""}, "Say who calls for these events."),
    ],
)
def test_what_cannot_be_used_is_said_on_the_form(
    app: Flask, content: str, said: dict[str, Any], told: str
) -> None:
    answer = checked(a_desk(app), content, **said)

    assert answer.status_code == 422
    assert told in answer.text


def test_a_large_file_is_let_in_here(app: Flask) -> None:
    rows = "Rally,2027-02-08,Paris," + "x" * 400 + "\n"

    page = checked(a_desk(app), "title,date,place,summary\n" + rows * 1000).text

    assert "1,000 rows are fine." in page


def test_a_file_that_is_too_large_is_not_let_in(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_LARGEST", 300_000)

    answer = checked(a_desk(app), "x" * 310_000)

    assert answer.status_code == 413


def test_words_of_a_file_stay_words(app: Flask) -> None:
    page = checked(a_desk(app), "title,date,place\n<script>x</script>,2027-02-08,<b>\n").text

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_the_report_is_sent_while_rows_are_taken(app: Flask) -> None:
    an_event(app, slug="before")
    browser = a_desk(app)
    report = checked(browser)

    sent_back = hidden_of(report.text)
    answer = FlaskClient.open(browser, f"{HERE}/import", method="POST", data=sent_back)
    parts: Iterator[Any] = iter(answer.response)
    sent = ""
    while "Row 1" not in sent:
        part = next(parts)
        sent += part if isinstance(part, str) else part.decode()

    assert slugs(app) == ["before", "rally"]
    assert "Row 6" not in sent
    answer.close()


@pytest.mark.soak
def test_a_thousand_rows_are_taken_and_one_bad_row_loses_nothing(app: Flask) -> None:
    browser = a_desk(app)
    rows = [f"Rally {number},2027-02-08,Paris" for number in range(1000)]
    rows[500] = "Bad,,Paris"

    page = taken(browser, checked(browser, "\n".join(["title,date,place", *rows]))).text

    assert "999 rows are fine." in page
    assert "1 row has a problem." in page
    assert len(slugs(app)) == 999
