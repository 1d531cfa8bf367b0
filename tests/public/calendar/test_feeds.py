"""Feeds are the same bytes until something in them changes, and cost one question until then."""

from datetime import UTC, datetime, time, timedelta

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import calendar, events
from app.cli.sample import campaign
from app.platform.db import transaction
from app.public.calendar import feed as feeds
from tests.counting import statements
from tests.makers import TODAY, a_schedule, an_act, an_event, words
from tests.makers.instances import page_layer
from tests.makers.sites import CAMPAIGN, a_site


def in_days(days: int) -> events.Schedule:
    return a_schedule(TODAY + timedelta(days=days))


def summaries(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    entries = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    return [str(entry["SUMMARY"]) for entry in entries]


def forget(app: Flask) -> None:
    """Empty the page layer, as a restart does."""
    page_layer(app)._shelf._pages.clear()


def an_event_of_a_campaign(app: Flask) -> events.Event:
    with app.app_context(), transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, an_act())
        draft = events.Draft("en", words(), a_schedule(), campaign_id=campaign_id)
        event_id = events.add(draft, an_act())
        events.publish(event_id, an_act())
        return events.get(event_id)


def test_two_fetches_are_the_same_bytes(app: Flask, client: FlaskClient) -> None:
    a_site(app)

    first = client.get("/events.ics")
    forget(app)
    second = client.get("/events.ics")

    assert second.data == first.data
    assert second.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("path", ["/events.ics", "/events.atom"])
def test_a_feed_says_when_something_in_it_was_changed_last(
    app: Flask, client: FlaskClient, path: str
) -> None:
    empty = client.get(path).last_modified
    an_event(app)
    changed = an_event(app).changed_at

    assert empty is None
    assert client.get(path).last_modified == changed


@pytest.mark.parametrize("path", ["/events.ics", "/c/{campaign}.ics", "/events.ics?city=Paris"])
@pytest.mark.parametrize("packed", ["gzip", "br", "identity"])
def test_who_has_the_feed_is_told_so_by_one_question(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str, packed: str
) -> None:
    event = an_event_of_a_campaign(app)
    for number in range(9):
        an_event(app, title=f"Rally {number}", place="Paris")
    path = path.format(campaign=event.campaign.slug if event.campaign else "")
    tag = client.get(path, headers={"Accept-Encoding": packed}).headers["ETag"]
    forget(app)
    monkeypatch.setattr(calendar, "feed", lambda *_: pytest.fail("rendered"))

    with statements(app) as asked:
        headers = {"Accept-Encoding": packed, "If-None-Match": f'"other", {tag}'}
        answer = client.get(path, headers=headers)

    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert [one for one in asked if "edition" not in one.lower()] == asked[-1:]


def test_the_version_changes_with_what_is_in_the_feed_alone(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event_of_a_campaign(app)
    path = f"/c/{event.campaign.slug if event.campaign else ''}.ics"
    other = an_event(app, title="Elsewhere")
    first = client.get(path).headers["ETag"]

    with app.app_context(), transaction():
        events.reword(other.id, "en", words(title="Another"), an_act())
    after_another_change = client.get(path).headers["ETag"]
    with app.app_context(), transaction():
        events.reword(event.id, "en", words(title="Ours"), an_act())
    after_its_own = client.get(path).headers["ETag"]

    assert after_another_change == first
    assert after_its_own != first


@pytest.mark.parametrize(
    "query", ["?lang=fr", "?language=en", "?city=paris", "?lang=fa&city=paris"]
)
def test_each_address_has_versions_of_its_own(app: Flask, client: FlaskClient, query: str) -> None:
    an_event(app, place="Paris")

    plain, other = (client.get(f"/events.ics{asked}").headers["ETag"] for asked in ("", query))

    assert plain != other


def test_only_what_is_new_is_read(app: Flask, client: FlaskClient) -> None:
    known = an_event(app, title="Known")
    client.get("/events.ics")
    an_event(app, title="New")
    with app.app_context(), transaction():
        events.reword(known.id, "en", words(title="Changed"), an_act())
    assert sorted(summaries(client, "/events.ics")) == ["Changed", "New"]
    forget(app)

    with statements(app) as asked:
        again = summaries(client, "/events.ics")

    assert sorted(again) == ["Changed", "New"]
    assert len(asked) == 1


def test_head_says_what_get_would(app: Flask, client: FlaskClient) -> None:
    an_event(app)

    head, got = client.head("/events.ics"), client.get("/events.ics")

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert "Set-Cookie" not in got.headers


def test_a_feed_of_a_city_has_what_happens_there(app: Flask, client: FlaskClient) -> None:
    an_event(app, title="There", place="Place Bellecour, Lyon")
    an_event(app, title="Elsewhere", place="Paris", summary="As in Lyon")

    assert summaries(client, "/events.ics?city=LYON") == ["There"]
    assert "NAME;LANGUAGE=en:Demonstrations: LYON" in client.get("/events.ics?city=LYON").text


def test_a_feed_of_a_language_has_what_is_described_in_it(app: Flask, client: FlaskClient) -> None:
    an_event(app, title="English")
    both = an_event(app, title="Both", schedule=in_days(20))
    with app.app_context(), transaction():
        events.reword(both.id, "fa", words(title="هر دو"), an_act())

    assert summaries(client, "/events.ics?language=fa&lang=fa") == ["هر دو"]
    assert summaries(client, "/events.ics?language=xx") == ["English", "Both"]


def test_a_feed_says_where_it_comes_from(app: Flask, client: FlaskClient) -> None:
    read = icalendar.Calendar.from_ical(client.get("/events.ics?utm=x&city=Paris&lang=fr").text)

    assert read["SOURCE"] == "http://127.0.0.1:8000/events.ics?city=Paris&lang=fr"
    assert read["SOURCE"].params["VALUE"] == "URI"
    assert read["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert "UID" not in read
    assert "METHOD" not in read


@pytest.mark.parametrize(("days", "there"), [(-28, ["[Cancelled] Rally"]), (-33, [])])
def test_a_cancelled_event_stays_for_thirty_days_after_its_date(
    app: Flask, client: FlaskClient, days: int, there: list[str]
) -> None:
    event = an_event(app, title="Rally", schedule=in_days(days))
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    assert summaries(client, "/events.ics") == there


@pytest.mark.parametrize("days", [10, 500])
def test_an_event_without_its_new_date_stays_as_tentative(
    app: Flask, client: FlaskClient, days: int
) -> None:
    event = an_event(app, title="Rally", schedule=in_days(days))
    with app.app_context(), transaction():
        events.postpone(event.id, None, {}, an_act())

    read = icalendar.Calendar.from_ical(client.get("/events.ics").text)

    (entry,) = read.walk("VEVENT")
    assert (entry["STATUS"], entry["SUMMARY"]) == ("TENTATIVE", "[Postponed] Rally")
    assert f"{event.starts_on:%Y%m%d}T140000" in entry.to_ical().decode()


def test_a_feed_has_the_nearest_events_up_to_its_cap(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "_MOST", 3)
    for days in (-20, -2, 1, 30, 400):
        an_event(app, title=f"in {days}", schedule=in_days(days))

    assert summaries(client, "/events.ics") == ["in -20", "in -2", "in 1"]


def test_an_unknown_campaign_has_no_feed(client: FlaskClient) -> None:
    assert client.get("/c/nothing.ics").status_code == 404


def test_an_empty_campaign_has_an_empty_feed(app: Flask, client: FlaskClient) -> None:
    a_site(app)

    assert summaries(client, f"/c/{CAMPAIGN}.ics") == []


@pytest.mark.parametrize(("hours", "often"), [(24, "PT1H"), (72, "PT4H")])
def test_calendars_ask_more_often_when_an_event_is_near(
    app: Flask, client: FlaskClient, hours: int, often: str
) -> None:
    begins = datetime.now(UTC) + timedelta(hours=hours)
    schedule = events.Schedule(begins.date(), time(begins.hour, begins.minute), "Etc/UTC")
    an_event(app, schedule=schedule)

    read = icalendar.Calendar.from_ical(client.get("/events.ics").text)

    assert read["X-PUBLISHED-TTL"] == often
