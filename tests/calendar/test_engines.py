"""Every kind of file is read alike by engines that are not ours, whatever is written in it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import calendar
from app.kernel.text import clean, one_line
from tests.calendar.engines import ENGINES, Read, in_utc
from tests.calendar.entries import HOSTILE, a_feed, an_entry, at

KINDS: dict[str, Callable[[calendar.Entry], bytes]] = {
    "event": calendar.entry_file,
    "party": lambda entry: calendar.entry_file(replace(entry, alarm_before=timedelta(days=1))),
    "feed": lambda entry: calendar.feed(a_feed(), [entry]),
    "shifts": lambda entry: calendar.feed(
        a_feed(personal=True), [replace(entry, alarm_before=timedelta(hours=2))]
    ),
}
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
TIMES = {
    "summer": an_entry(),
    "winter": an_entry(starts=at("Europe/Paris", date(2027, 1, 9), time(14))),
    "hour unknown": an_entry(starts=date(2027, 7, 3)),
    "night before spring": an_entry(starts=at("Europe/Paris", SPRING, time(1, 59))),
    "spring": an_entry(starts=at("Europe/Paris", SPRING, time(3))),
    "autumn, first 02:30": an_entry(starts=at("Europe/Paris", AUTUMN, time(2, 30))),
    "autumn, second 02:30": an_entry(starts=at("Europe/Paris", AUTUMN, time(2, 30), fold=1)),
    "Tehran": an_entry(timezone="Asia/Tehran"),
    "no place's clock": an_entry(timezone="Etc/UTC"),
    "Cairo": an_entry(timezone="Africa/Cairo"),
    "southern summer": an_entry(
        starts=at("America/Santiago", date(2027, 12, 4), time(17)), timezone="America/Santiago"
    ),
    "half an hour of summer": an_entry(timezone="Australia/Lord_Howe"),
}
CONTROLS = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
engines = pytest.mark.parametrize("engine", ENGINES)
kinds = pytest.mark.parametrize("kind", KINDS)


def as_meant(entry: calendar.Entry) -> Read:
    """Return what everybody should understand."""
    return Read(
        entry.uid,
        in_utc(entry.starts),
        in_utc(entry.ends),
        one_line(entry.summary),
        clean(entry.description),
        one_line(entry.location),
        entry.status.value,
    )


def lines(written: bytes) -> list[bytes]:
    assert written.endswith(b"\r\n")
    return written[:-2].split(b"\r\n")


@engines
@kinds
@pytest.mark.parametrize("name", TIMES)
def test_times_are_read_alike(engine: str, kind: str, name: str) -> None:
    entry = TIMES[name]

    assert ENGINES[engine](KINDS[kind](entry).decode()) == [as_meant(entry)]


@pytest.mark.parametrize(
    ("engine", "name"),
    # ics takes an escaped backslash before an n for a line's end.
    [pair for pair in product(ENGINES, HOSTILE) if pair != ("ics", "escapes")],
)
@kinds
def test_whatever_is_written_is_read_alike(engine: str, kind: str, name: str) -> None:
    text = HOSTILE[name]
    entry = an_entry(summary=text, description=text, location=text)

    assert ENGINES[engine](KINDS[kind](entry).decode()) == [as_meant(entry)]


@engines
def test_a_feed_keeps_every_entry_and_its_state(engine: str) -> None:
    entries = [replace(entry, uid=f"{at}@turnout") for at, entry in enumerate(TIMES.values())]
    entries.append(an_entry(uid="off@turnout", status=calendar.Status.CANCELLED, sequence=2))

    read = ENGINES[engine](calendar.feed(a_feed(), entries).decode())

    assert sorted(read, key=lambda one: one.uid) == sorted(
        map(as_meant, entries), key=lambda one: one.uid
    )


@kinds
@pytest.mark.parametrize("name", HOSTILE)
def test_lines_are_short_and_whole(kind: str, name: str) -> None:
    text = HOSTILE[name]

    written = lines(KINDS[kind](an_entry(summary=text, description=text, location=text)))

    assert max(map(len, written)) <= 75
    assert [line for line in written if CONTROLS.search(line.decode())] == []
    assert b"" not in written


@given(st.text(st.characters(codec=None), max_size=300))
def test_no_text_can_break_out_or_break_a_file(text: str) -> None:
    entry = an_entry(summary=text, description=text, location=text)

    written = calendar.feed(a_feed(name=text), [entry])

    begun = [line.removeprefix(b"BEGIN:") for line in lines(written) if line.startswith(b"BEGIN:")]
    assert sorted(begun) == [b"DAYLIGHT", b"STANDARD", b"VCALENDAR", b"VEVENT", b"VTIMEZONE"]
    assert ENGINES["recurring-ical-events"](written.decode())[0].uid == entry.uid


def test_utc_needs_no_zone() -> None:
    written = calendar.entry_file(TIMES["no place's clock"]).decode()

    assert "DTSTART:20270703T143000Z" in written
    assert "VTIMEZONE" not in written
    assert "TZID" not in written


def test_a_day_needs_no_zone() -> None:
    assert "VTIMEZONE" not in calendar.entry_file(TIMES["hour unknown"]).decode()


def test_what_was_written_once_is_the_same_bytes_in_every_feed() -> None:
    one, two = an_entry(), an_entry(uid="other@turnout")

    alone = calendar.feed(a_feed(), [one])
    together = calendar.feed(a_feed(), [two, one])

    fragment = alone[alone.index(b"BEGIN:VEVENT") : alone.index(b"END:VCALENDAR")]
    assert fragment in together
    assert calendar.feed(a_feed(), [an_entry()]) == alone
