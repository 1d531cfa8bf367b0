"""What two phones without a network recorded of the same passes means the same in any order."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

from app import checkin, events, volunteers
from app.checkin.models import ArrivalRow
from app.platform.db import session, transaction
from tests.makers import an_act, an_event
from tests.makers.gate import a_device, a_ticket
from tests.makers.phone import batch, scan, tally, undo

SEED = 20261125

Sent = tuple[checkin.Device, bytes]


def batches(phone: checkin.Device, tickets: list[bytes], at: random.Random) -> Iterator[Sent]:
    """Cut what a phone recorded into batches: both counted everybody, one took a mistake back."""
    alone, group, mistaken = tickets
    records = [scan(alone), scan(group, 3), scan(mistaken), undo(3), tally(2)]
    edges = sorted({0, len(records), *(at.randrange(len(records)) for _ in range(2))})
    for low, high in pairwise(edges):
        yield phone, batch(records[low:high], low + 1)


def deliver(sent: list[Sent], at: random.Random) -> None:
    """Send batches in any order over a network that breaks: in a request, or in its answer."""
    waiting = sent * 2
    at.shuffle(waiting)
    for phone, body in waiting:
        with pytest.raises(checkin.MalformedBatch):
            checkin.parse(body[: at.randrange(len(body))])
        with transaction():
            checkin.ingest(phone, checkin.parse(body), volunteers.with_tickets, an_act())


def state(event: events.Event) -> list[tuple[object, ...]]:
    """Return what is known of every pass that came, and the numbers."""
    found = select(ArrivalRow).where(ArrivalRow.event_id == event.id, ArrivalRow.people > 0)
    arrived = [(row.people, row.said, row.gate, row.slot) for row in session().scalars(found)]
    here = checkin.presence(event.id)
    left = [checkin.gaps(device.id) for device in checkin.devices(event.id)]
    return [*sorted(arrived, key=str), (here.gates, here.repeated, here.beyond, *left)]


@pytest.mark.parametrize("orders", [10, pytest.param(100, marks=pytest.mark.soak)])
def test_any_order_cut_at_any_byte_leads_to_the_same(context: Flask, orders: int) -> None:
    at = random.Random(SEED)  # noqa: S311 - a test
    states = []
    for _ in range(orders):
        event = an_event(context)
        tickets = [a_ticket(context, event, people=people) for people in (1, 3, 1)]
        north = a_device(event, "North", name=b"\0" + at.randbytes(7))
        south = a_device(event, "South", name=b"\1" + at.randbytes(7))
        sent = [it for phone in (north, south) for it in batches(phone, tickets, at)]

        deliver(sent, at)

        states.append(state(event))
        session().rollback()

    gates = (
        checkin.GateCount("North", people=4, volunteers=0, walk_ins=2),
        checkin.GateCount("South", people=0, volunteers=0, walk_ins=2),
    )
    assert states[0][-1] == (gates, 2, 4, [], [])
    assert states == [states[0]] * orders
