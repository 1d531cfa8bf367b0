"""Which deed leads where, and what the public and calendars are told of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from flask import Flask

from app import calendar, events
from app.events import Deed, State, refuse_unless_allowed
from app.events.states import NEXT
from app.kernel.errors import Conflict, Invalid
from app.platform.db import transaction
from app.platform.i18n import speaking
from tests.makers import TODAY, a_schedule, an_act, an_event

SOON = TODAY + timedelta(days=10)
LATER = TODAY + timedelta(days=20)


def put_off(event: events.Event, to: events.Schedule | None, **said: str) -> events.Event:
    with transaction():
        events.postpone(event.id, to, said, an_act())
    return events.get(event.id)


def told(event: events.Event) -> list[str]:
    """Return what the latest notice tells, a line each."""
    with speaking("en"):
        notice = events.shown_notice(event)
        assert notice is not None
        return [notice.heading, *map(events.sentence, notice.changes), *notice.said.splitlines()]


def counters(event: events.Event) -> tuple[int, int]:
    return event.revision, event.sequence


def test_only_what_stands_in_the_table_can_be_done() -> None:
    refused = set()

    for state, deed in product(State, Deed):
        try:
            refuse_unless_allowed(deed, state, "rally")
        except Conflict:
            refused.add((state, deed))

    assert refused == set(product(State, Deed)) - set(NEXT)
    assert {(State.CANCELLED, deed) for deed in Deed} <= refused
    assert {(State.DRAFT, Deed.POSTPONE), (State.DRAFT, Deed.CANCEL)} <= refused


def test_postponed_to_an_open_date_it_is_neither_over_nor_on(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(SOON, time(14)))

    after = put_off(event, None)

    assert (after.state, after.is_open, after.is_on) == (State.POSTPONED, True, False)
    assert counters(after) == (event.revision + 1, event.sequence + 1)
    old_day = datetime.combine(SOON, time(15), UTC)
    assert after.phase(old_day) is events.Phase.UPCOMING
    assert after.phase(old_day + timedelta(days=182)) is events.Phase.PAST
    assert told(after)[0] == "This event is postponed"
    assert told(after)[1].endswith(" at 14:00 → date to be announced")


def test_who_says_they_come_may_do_so_while_the_date_is_open(context: Flask) -> None:
    event = put_off(an_event(context), None)

    assert events.takes_rsvps(event.id, an_act().now)


def test_a_new_date_ends_an_open_one(context: Flask) -> None:
    event = put_off(an_event(context, schedule=a_schedule(SOON, time(14))), None)

    with transaction():
        events.reschedule(event.id, a_schedule(LATER, time(15)), an_act())

    after = events.get(event.id)
    assert (after.state, after.is_open, after.is_on) == (State.POSTPONED, False, True)
    assert after.sequence == event.sequence + 1
    assert (after.was_on, after.was_at) == (SOON, time(14))
    assert told(after)[0] == "The time has changed"
    assert told(after)[1].startswith("When: date to be announced → ")


def test_postponed_to_a_later_day_it_is_on(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(SOON, time(14)))

    after = put_off(event, a_schedule(LATER, time(14)))

    assert (after.state, after.is_on, after.starts_on) == (State.POSTPONED, True, LATER)
    assert counters(after) == (event.revision + 1, event.sequence + 1)


def test_the_same_postponement_twice_is_as_once(context: Flask) -> None:
    event = put_off(an_event(context), None)

    again = put_off(event, None)

    assert again == event


def test_an_earlier_day_is_no_postponement(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(SOON))

    with pytest.raises(Invalid, match="starts_on: not_later"), transaction():
        events.postpone(event.id, a_schedule(SOON - timedelta(days=1)), {}, an_act())


def test_what_took_place_is_not_postponed(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(TODAY - timedelta(days=3)))

    with pytest.raises(events.EventPast), transaction():
        events.postpone(event.id, None, {}, an_act())


def test_a_reason_is_read_in_the_readers_language_or_the_first(context: Flask) -> None:
    event = an_event(context)

    with transaction():
        events.cancel_because(event.id, {"en": "No permit.", "fr": "Pas d’accord."}, an_act())

    cancelled = events.get(event.id)
    said = {}
    for code in ("fr", "fa"):
        with speaking(code):
            notice = events.shown_notice(cancelled)
            assert notice is not None
            said[code] = (notice.said, notice.language)
    assert said == {"fr": ("Pas d’accord.", "fr"), "fa": ("No permit.", "en")}


def test_place_and_time_make_one_notice_and_one_revision(context: Flask) -> None:
    event = an_event(context, place="Bastille", schedule=a_schedule(SOON, time(14)))
    moved = replace(event.texts["en"], place="République")
    change = events.Change({"en": moved}, replace(event.schedule, starts_at=time(15)))

    with transaction():
        events.change(event.id, change, an_act())

    after = events.get(event.id)
    assert counters(after) == (event.revision + 1, event.sequence + 1)
    assert told(after)[:2] == ["Place and time have changed", "Place: Bastille → République"]
    assert told(after)[2].endswith("at 14:00 → " + told(after)[2].rpartition("→ ")[2])


def test_words_alone_are_news(context: Flask) -> None:
    event = an_event(context)

    with transaction():
        events.change(event.id, events.Change(said={"en": "Bring candles."}), an_act())

    assert told(event) == ["News from the organisers", "Bring candles."]
    assert counters(events.get(event.id)) == (event.revision + 1, event.sequence)


def test_a_draft_is_published_at_its_hour(context: Flask) -> None:
    draft = an_event(context, published=False)
    hour = datetime.now(UTC) + timedelta(hours=1)
    with transaction():
        events.publish_later(draft.id, hour, an_act())

    too_soon = events.publish_due(an_act(hour - timedelta(minutes=1)))
    in_time = events.publish_due(an_act(hour))

    assert (too_soon, in_time) == (0, 1)
    after = events.get(draft.id)
    assert (after.state, after.publish_at, counters(after)) == (State.PUBLISHED, None, (1, 0))
    assert events.publish_due(an_act(hour)) == 0


def test_a_planned_publication_can_be_taken_back(context: Flask) -> None:
    draft = an_event(context, published=False)
    hour = datetime.now(UTC) + timedelta(hours=1)
    for planned in (hour, None):
        with transaction():
            events.publish_later(draft.id, planned, an_act())

    assert events.publish_due(an_act(hour)) == 0
    assert events.find_published(draft.slug) is None


@pytest.mark.parametrize(
    ("deeds", "status", "previous"),
    [
        ((), "EventScheduled", ""),
        (("open",), "EventPostponed", ""),
        (("open", "date"), "EventRescheduled", "2027-02-06T14:00:00+01:00"),
        (("date",), "EventRescheduled", "2027-02-06T14:00:00+01:00"),
        (("date", "cancel"), "EventCancelled", "2027-02-06T14:00:00+01:00"),
    ],
)
def test_machines_are_told_the_state(
    context: Flask, deeds: tuple[str, ...], status: str, previous: str
) -> None:
    event = an_event(context, schedule=a_schedule(date(2027, 2, 6), time(14)))
    do = {
        "open": lambda: events.postpone(event.id, None, {}, an_act()),
        "date": lambda: events.reschedule(
            event.id, a_schedule(date(2027, 3, 6), time(14)), an_act()
        ),
        "cancel": lambda: events.cancel(event.id, an_act()),
    }
    for deed in deeds:
        with transaction():
            do[deed]()

    found = events.get(event.id)
    described = str(events.json_ld(found, found.text("en")))

    assert f'"eventStatus": "https://schema.org/{status}"' in described
    assert (f'"previousStartDate": "{previous}"' in described) is bool(previous)


def test_an_hour_that_is_announced_at_last_makes_no_rescheduled_event(context: Flask) -> None:
    event = an_event(context, schedule=a_schedule(SOON, None))

    with transaction():
        events.reschedule(event.id, a_schedule(SOON, time(14)), an_act())

    assert events.get(event.id).was_on is None


def test_calendars_keep_an_open_date_as_tentative(context: Flask) -> None:
    event = put_off(an_event(context, title="Rally", schedule=a_schedule(SOON, time(14))), None)

    entry = calendar.invitation(event, "en", alarm_before=timedelta(days=1))

    assert (entry.status, entry.sequence) == (calendar.Status.TENTATIVE, 1)
    assert entry.summary == "[Postponed] Rally"
    assert entry.description.startswith("Postponed. The new date will be announced.")
    assert entry.alarm_before is None
    assert isinstance(entry.starts, datetime)
    assert entry.starts.date() == SOON
    written = calendar.entry_file(entry)
    assert b"STATUS:TENTATIVE\r\n" in written
    assert b"TRANSP:TRANSPARENT\r\n" in written
