"""Passes or by hand alone; and what is left of an event."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from app import checkin, events, privacy, rsvps
from app.checkin.models import ArrivalRow, DeviceRow, LinkRow, RecordRow
from app.platform.db import Base, session, transaction
from tests.makers import an_act, an_event
from tests.makers.gate import a_device, a_ticket, take
from tests.makers.phone import scan, tally, volunteer


def rows(table: type[Base]) -> int:
    return session().scalar(select(func.count()).select_from(table)) or 0


def test_an_event_counts_by_passes_until_that_is_switched_off(context: Flask) -> None:
    event = an_event(context)
    before = checkin.scans(event.id)

    said = []
    for scan_ in (False, True, False):
        with transaction():
            checkin.set_scanning(event.id, scan_, an_act())
        said.append(checkin.scans(event.id))

    assert before
    assert said == [False, True, False]


def a_counted_event(app: Flask) -> events.Event:
    event = an_event(app)
    ticket = a_ticket(app, event, people=3)
    take(a_device(event, "North"), [scan(ticket, 3), tally(4), volunteer(b"v" * 8)])
    take(a_device(event, "South"), [scan(ticket, 1, after=600), tally(-2)])
    return event


def test_48_hours_after_the_end_only_numbers_are_left(context: Flask) -> None:
    event = a_counted_event(context)
    with transaction():
        checkin.make_enrolment(event.id, "North", an_act(), to_confirm=False)
    gates = checkin.presence(event.id).gates
    late = event.schedule.over() + rsvps.RETENTION

    privacy.keep_house(an_act(late - timedelta(seconds=1)))
    still = checkin.presence(event.id)
    privacy.keep_house(an_act(late))

    assert (still.people, still.walk_ins, still.repeated) == (3, 4, 1)
    assert [rows(table) for table in (RecordRow, ArrivalRow, DeviceRow, LinkRow)] == [0, 0, 0, 0]
    assert checkin.presence(event.id).gates == gates
    assert gates == (
        checkin.GateCount("North", people=3, volunteers=1, walk_ins=4),
        checkin.GateCount("South", people=0, volunteers=0, walk_ins=0),
    )


def test_numbers_that_are_kept_stay_when_the_house_is_kept_again(context: Flask) -> None:
    event = a_counted_event(context)
    late = an_act(event.schedule.over() + rsvps.RETENTION)
    privacy.keep_house(late)

    with transaction():
        checkin.destroy(event.id)
    privacy.keep_house(late)

    assert checkin.presence(event.id).counted == 7


def test_links_that_nobody_used_are_forgotten_after_half_an_hour(context: Flask) -> None:
    event = an_event(context)
    with transaction():
        checkin.make_enrolment(event.id, "North", an_act(), to_confirm=False)

    privacy.keep_house(an_act(an_act().now + timedelta(minutes=31)))

    assert rows(LinkRow) == 0
