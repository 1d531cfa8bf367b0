"""What Thunderbird and Nextcloud read with, ical.js, reads every kind of file as it is meant."""

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from setup.install import STAMPS
from tests.calendar.engines import Read
from tests.calendar.entries import HOSTILE, an_entry
from tests.calendar.test_engines import KINDS, TIMES, as_meant

_CODE = (STAMPS / "ical.min.js").read_text()
_READ = """async ([code, text]) => {
  const url = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
  const {default: ICAL} = await import(url);
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const told = (time) => time.isDate ? time.toString() : time.toJSDate().toISOString();
  return calendar.getAllSubcomponents("vevent").map((it) => {
    const event = new ICAL.Event(it);
    return [event.uid, told(event.startDate), told(event.endDate), event.summary,
      event.description, event.location, it.getFirstPropertyValue("status")];
  });
}"""


@pytest.fixture
def blank(visit: Any) -> Page:
    """Return an empty page, without our policy on scripts."""
    page: Page = visit(locale="en").page
    page.goto("about:blank")
    return page


def read(page: Page, written: bytes) -> list[Read]:
    return [
        Read(uid, when(starts), when(ends), *words)
        for uid, starts, ends, *words in page.evaluate(_READ, [_CODE, written.decode()])
    ]


def when(told: str) -> Any:  # days or instants
    if "T" not in told:
        return datetime.fromisoformat(told).date()
    return datetime.fromisoformat(told).astimezone(UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_ical_js_reads_times_and_words_as_they_are_meant(blank: Page, kind: str) -> None:
    entries = [*TIMES.values()]
    entries += [an_entry(text, text, location=text) for text in HOSTILE.values()]

    assert [read(blank, KINDS[kind](entry)) for entry in entries] == [
        [as_meant(entry)] for entry in entries
    ]
