"""Files of events are read row by row; what cannot be read says why and spoils nothing else."""

from datetime import date, time

import pytest

from app import calendar, events
from app.kernel.errors import Invalid
from tests.calendar.entries import HOSTILE, an_entry

GIVEN = calendar.Given("en", "Europe/Paris", "Us", {"cause": 7})
HEAD = "title,date,place"


def rows(text: str) -> list[calendar.Row]:
    return list(calendar.rows(text.encode("utf-8", "replace"), GIVEN))


def drafts(text: str) -> list[events.Draft]:
    found = rows(text)
    assert [row.problem for row in found if row.problem] == []
    return [row.draft for row in found if row.draft]


def an_ics(*events_: str) -> str:
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events_)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n"


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("day", ["2027-02-08", "08/02/2027", "8.2.2027", "۲۰۲۷-۰۲-۰۸"])
def test_a_table_is_read_as_spreadsheets_write_it(between: str, day: str) -> None:
    head = between.join(["Title", " DATE ", "Place", "time", "unknown"])
    row = between.join(["Rally", day, "Paris", "9:30", "x"])

    (draft,) = drafts(f"\ufeff{head}\r\n{row}\r\n\r\n")

    assert draft.words == events.Words("Rally", "Paris", "Us")
    assert draft.schedule == events.Schedule(date(2027, 2, 8), time(9, 30), "Europe/Paris")


def test_a_table_says_all_that_can_be_said() -> None:
    (draft,) = drafts(
        "uid,slug,campaign,language,title,place,date,time,end_date,end_time,timezone,called_by,"
        "contact,summary,description,directions,bring\n"
        "a,b,cause,fa,T,P,2027-02-08,14:00,2027-02-09,01:00,Asia/Tehran,C,K,S,D,W,B\n"
    )

    assert draft.words == events.Words("T", "P", "C", "S", "D", "W", "B")
    assert draft.schedule == events.Schedule(
        date(2027, 2, 8), time(14), "Asia/Tehran", date(2027, 2, 9), time(1)
    )
    assert (draft.uid, draft.slug, draft.contact, draft.campaign_id) == ("a", "b", "K", 7)
    assert draft.language == "fa"


def test_a_table_of_western_europe_is_read() -> None:
    content = f"{HEAD}\nÉté,2027-02-08,Évry\n".encode("cp1252")

    (row,) = calendar.rows(content, GIVEN)

    assert row.title == "Été"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("Rally,,Paris", "starts_on"),
        ("Rally,yesterday,Paris", "starts_on"),
        ("Rally,2027-02-30,Paris", "starts_on"),
        ("Rally,1200-02-08,Paris", "starts_on"),
        ("Rally,2027-02-08,Paris,25:00", "starts_at"),
        ("Rally,2027-02-08,Paris,,Mars/Base", "timezone"),
        ("Rally,2027-02-08,Paris,,,xx", "language"),
        ("Rally,2027-02-08,Paris,,,,none", "campaign"),
    ],
)
def test_a_row_that_cannot_be_read_says_why_and_spoils_no_other(row: str, field: str) -> None:
    head = f"{HEAD},time,timezone,language,campaign"

    found = rows(f"{head}\n{row}\nGood,2027-02-08,Paris\n")

    assert [one.number for one in found] == [1, 2]
    assert found[0].problem is not None
    assert (found[0].problem.field, found[0].title) == (field, "Rally")
    assert found[1].draft is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "without_head"), ("a,b\n1,2", "without_head"), (HEAD, "empty"), (an_ics(), "empty")],
)
def test_what_is_no_file_of_events_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        rows(text)

    assert refused.value.reason == reason


def test_a_calendar_is_read() -> None:
    first, second, third = drafts(
        an_ics(
            "UID:a\r\nSUMMARY;LANGUAGE=fr-FR:Un rassemblement\\, ici\r\nLOCATION:Paris\r\n"
            "DTSTART;TZID=America/New_York:20270208T140000\r\nDTEND;TZID=America/New_York:20270208T160000",
            "UID:b\r\nSUMMARY:Days\r\nDTSTART;VALUE=DATE:20270208\r\nDTEND;VALUE=DATE:20270210",
            "UID:c\r\nSUMMARY:UTC\r\nDTSTART:20270208T130000Z\r\nDURATION:PT2H",
        )
    )

    assert first.schedule == events.Schedule(
        date(2027, 2, 8), time(14), "America/New_York", date(2027, 2, 8), time(16)
    )
    assert (first.words.title, first.language, first.uid) == ("Un rassemblement, ici", "fr", "a")
    assert second.schedule == events.Schedule(
        date(2027, 2, 8), None, "Europe/Paris", date(2027, 2, 9)
    )
    assert third.schedule == events.Schedule(
        date(2027, 2, 8), time(14), "Europe/Paris", date(2027, 2, 8), time(16)
    )


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ("SUMMARY:x", "starts_on"),
        ("SUMMARY:x\r\nDTSTART:garbage", "starts_on"),
        ("SUMMARY:x\r\nDTSTART:20270208T130000Z\r\nRRULE:FREQ=WEEKLY", "repeats"),
        ("SUMMARY:x\r\nDTSTART:20270208T130000Z\r\nSTATUS:CANCELLED", "state"),
    ],
)
def test_an_event_that_cannot_be_taken_says_why(event: str, field: str) -> None:
    good = "SUMMARY:Good\r\nDTSTART:20270208T130000Z"

    bad, other = rows(an_ics(event, good))

    assert bad.problem is not None
    assert bad.problem.field == field
    assert other.draft is not None


def test_a_broken_line_spoils_its_event_alone() -> None:
    good = "SUMMARY:Good\r\nDTSTART:20270208T130000Z"
    broken = an_ics(good, "this is no line", good).replace("VERSION:2.0", "no line either")

    found = rows(broken)

    assert [row.draft is not None for row in found] == [True, False, True]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "surrogates"])
def test_our_own_calendars_come_back_as_they_were(name: str) -> None:
    entry = an_entry("x" + HOSTILE[name], HOSTILE[name], uid="3b1f@turnout")

    (draft,) = drafts(calendar.entry_file(entry).decode())

    assert draft.uid == "3b1f"
    assert draft.language == "fr"
    assert draft.schedule.begins() == entry.starts
