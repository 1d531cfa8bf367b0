"""The report says how many came and how that was counted, during the event and ever after."""

import re

from flask import Flask
from flask.testing import FlaskClient

from app import events, privacy, rsvps
from tests.makers import an_act, an_event
from tests.makers.desk import a_desk
from tests.makers.gate import a_ticket
from tests.makers.phone import a_phone, batch, scan, tally


def report(desk: FlaskClient, event: events.Event) -> str:
    page = desk.get(f"/desk/events/{event.slug}/gates/report").text
    main = page[page.index("<main") : page.index("As of")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def a_counted_event(app: Flask, client: FlaskClient) -> events.Event:
    event = an_event(app)
    with app.app_context():
        ticket = a_ticket(app, event, people=3)
    north, south = a_phone(client, event, "North"), a_phone(client, event, "South")
    north.told(scan(ticket, 3), tally(40))
    south.told(scan(ticket, 1, after=600))
    south.send(batch([tally(2)], 4))
    return event


def test_the_report_tells_range_method_entrances_and_hours(app: Flask, client: FlaskClient) -> None:
    event = a_counted_event(app, client)

    said = report(a_desk(app), event)

    assert "45 people counted: 45 for certain, 48 with what is in doubt" in said
    assert "Volunteers counted with 2 phones at the entrances" in said
    assert "1 pass was shown for more people than it is for: 1 more" in said
    assert "2 records of phones have not arrived and are not in the count." in said
    assert "North 3 40 just now – South 0 2 just now 2" in said
    assert "3 with a pass, 42 without one." in said
    assert re.search(r"Five minutes from people .*? 45 ", said + " ")


def test_the_report_says_the_same_when_everything_else_is_destroyed(
    app: Flask, client: FlaskClient
) -> None:
    event, desk = a_counted_event(app, client), a_desk(app)
    before = report(desk, event)
    with app.app_context():
        privacy.keep_house(an_act(event.schedule.over() + rsvps.RETENTION))

    after = report(desk, event)

    fresh = "last heard records missing North 3 40 just now – South 0 2 just now 2"
    assert fresh in before
    assert after == before.replace(fresh, "North 3 40 South 0 2")
