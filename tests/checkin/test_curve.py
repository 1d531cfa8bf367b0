"""When people came is known to five minutes, and stays known when the records are gone."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from app import checkin, events, privacy, rsvps, volunteers
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.gate import a_device, a_ticket, take
from tests.makers.phone import NOON, batch, scan, tally, undo, volunteer

FIRST = datetime.fromtimestamp(NOON / 1000, UTC)
FIVE = timedelta(minutes=5)


def an_afternoon(app: Flask) -> events.Event:
    """Return an event to which 3 came with a pass and 7 without one, 2 of them who knows when."""
    event = an_event(app)
    ticket = a_ticket(app, event, people=3)
    phone = a_device(event, "North")
    take(phone, [scan(ticket, 2), tally(4), volunteer(b"v" * 8), scan(ticket, 2, after=600)])
    take(phone, [tally(9), undo(5), tally(-1, after=600), tally(2)], first=5)
    lost, south = checkin.parse(batch([tally(2)], heard=False)), a_device(event, "South")
    with transaction():
        checkin.ingest(south, lost, volunteers.with_tickets, an_act())
    return event


def test_people_are_counted_in_the_five_minutes_in_which_they_came(context: Flask) -> None:
    found = checkin.curve(an_afternoon(context).id)

    assert found == checkin.Curve(
        (checkin.Five(FIRST, 0, 6), checkin.Five(FIRST + 2 * FIVE, 2, 2)), unknown=2
    )
    assert (found.width, found.most) == (3, 6)


def test_an_event_to_which_nobody_came_has_no_curve(context: Flask) -> None:
    event = an_event(context)
    take(a_device(event), [tally(1), undo(1)])

    assert checkin.curve(event.id) == checkin.Curve(())


def test_the_curve_and_what_is_in_doubt_stay_when_the_records_are_destroyed(
    context: Flask,
) -> None:
    event = an_afternoon(context)
    curve, presence = checkin.curve(event.id), checkin.presence(event.id)

    for _ in range(2):
        privacy.keep_house(an_act(event.schedule.over() + rsvps.RETENTION))

    assert checkin.devices(event.id) == []
    assert checkin.curve(event.id) == curve
    assert checkin.presence(event.id) == presence
    assert (presence.repeated, presence.beyond, presence.phones) == (1, 1, 2)
    assert (presence.counted, presence.at_most) == (10, 11)
