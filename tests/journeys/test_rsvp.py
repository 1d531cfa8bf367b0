"""The whole way by plain HTTP, without a cookie jar and without JavaScript, on a real server."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
import zxingcpp
from ical.calendar_stream import IcsCalendarStream
from PIL import Image

from app import events, tickets
from app.platform.vault import vault
from tests.serving import Instance

IN_A_MONTH = datetime.now(UTC).date() + timedelta(days=30)
AGENT, ADDRESS = "Marked-Agent/7.7", "203.0.113.77"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    instance = Instance(tmp_path_factory.mktemp("data"))
    instance.set_up()
    with instance.serving():
        yield instance


def a_rally(instance: Instance, day: date = IN_A_MONTH, *more: str) -> str:
    told = instance.told(
        *("event", "add", "--title", "Rally", "--lang", "fr", "--date", day.isoformat()),
        *("--place", "Place Denfert-Rochereau, Paris", "--publish", *more),
    )
    return str(told["slug"])


def form_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))


def test_from_the_front_page_to_a_pass_that_verifies(instance: Instance) -> None:
    slug = a_rally(instance, IN_A_MONTH, "--time", "14:00")
    front = instance.get("/", {"Accept-Language": "fr"}).headers["Location"]
    assert f'href="/fr/e/{slug}"' in instance.get(front).body
    assert f'href="/fr/e/{slug}/rsvp"' in instance.get(f"/fr/e/{slug}").body
    token = form_of(instance.get(f"/fr/e/{slug}/rsvp").body)["token"]

    first = instance.post(f"/fr/e/{slug}/rsvp", people=3, token=token)
    again = instance.post(f"/fr/e/{slug}/rsvp", people=3, token=token)

    own = first.headers["Location"]
    assert (first.status, again.status, again.headers["Location"]) == (303, 303, own)
    assert instance.get(own).status == 200
    assert instance.told("event", "show", slug)["confirmed"] == 3
    secret = own.rpartition("/")[2]
    assert_two_parsers_read(instance.get(f"/p/{secret}/event.ics").body, slug)
    assert_verifies(instance, slug, instance.ask_bytes(f"/p/{secret}/ticket.png"), people=3)


def assert_two_parsers_read(written: str, slug: str) -> None:
    (entry,) = IcsCalendarStream.calendar_from_ics(written).events
    other = vobject.readOne(written).vevent
    starts = other.dtstart.value
    assert entry.start == starts
    assert (starts.hour, starts.date()) == (14, IN_A_MONTH)
    assert slug in other.url.value


def assert_verifies(instance: Instance, slug: str, picture: bytes, people: int) -> None:
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    code = read.text.partition("#")[2]
    assert len(code) == 114
    with instance.app.app_context():
        event = events.find(slug)
        assert event is not None
        key = tickets.key_of(event.uid)
        parsed = tickets.verify(code, key.public, vault().instance_id, key.event_id)
    assert parsed.people == people


def test_nothing_of_who_came_is_left_in_any_file(instance: Instance) -> None:
    slug = a_rally(instance, IN_A_MONTH, "--time", "15:00")
    secret = instance.rsvp(slug, people=2)
    marked = {"User-Agent": AGENT, "X-Forwarded-For": ADDRESS, "Referer": "http://marked.example/"}
    for path in (
        f"/fr/e/{slug}",
        f"/en/p/{secret}",
        f"/p/{secret}/ticket.svg",
        "/en/p/" + "0" * 26,
    ):
        instance.get(path, marked)
    picture = instance.ask_bytes(f"/p/{secret}/ticket.png")
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    code = read.text.partition("#")[2]
    canaries = [AGENT, ADDRESS, "marked.example", secret, secret.lower(), code]

    files = [file for file in instance.folder.rglob("*") if file.is_file()]

    assert any(file.suffix == ".db" for file in files)
    for file in files:
        content = file.read_bytes()
        assert [canary for canary in canaries if canary.encode() in content] == [], file


def test_the_rally_without_an_hour_is_an_all_day_entry_and_is_found(instance: Instance) -> None:
    slug = a_rally(instance, date(2025, 2, 8))

    written = instance.get(f"/e/{slug}.ics").body

    assert "DTSTART;VALUE=DATE:20250208" in written
    (entry,) = IcsCalendarStream.calendar_from_ics(written).events
    assert entry.start == date(2025, 2, 8)
    for lang in ("fr", "en", "fa"):
        assert f"/{lang}/e/{slug}" in instance.get(f"/{lang}/events?q=Denfert&past=1").body
