"""Twenty phones send the same at once, on both databases."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from app import checkin, volunteers
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.gate import a_device, a_key, a_ticket
from tests.makers.phone import batch, scan, tally, undo

PHONES = 20


def test_one_ticket_at_twenty_gates_is_one_presence(context: Flask) -> None:
    event = an_event(context)
    tickets = [a_ticket(context, event, people=3) for _ in range(4)]
    phones = [a_device(event, f"Gate {number}") for number in range(PHONES)]
    records = [scan(ticket, 3) for ticket in tickets] + [tally(5), tally(-1), tally(9), undo(7)]
    start = threading.Barrier(PHONES)

    def send(phone: checkin.Device) -> None:
        pieces = [(low, high) for low in range(8) for high in range(low + 1, 9)]
        chosen = [(0, 4), (4, 8), *random.Random(phone.name).sample(pieces, 4)]  # noqa: S311 - a test
        random.Random(phone.id).shuffle(chosen)  # noqa: S311 - a test
        start.wait()
        with context.app_context():
            for low, high in chosen * 2:
                sent = checkin.parse(batch(records[low:high], low + 1))
                with transaction():
                    checkin.ingest(phone, sent, volunteers.with_tickets, an_act())

    with ThreadPoolExecutor(PHONES) as pool:
        list(pool.map(send, phones))

    found = checkin.presence(event.id)
    assert (found.people, found.repeated) == (4 * 3, 4)
    assert found.walk_ins == PHONES * 4
    assert [device.missing for device in checkin.devices(event.id)] == [0] * PHONES


def test_one_batch_sent_by_many_threads_is_taken_once(context: Flask) -> None:
    event = an_event(context)
    phone = a_device(event)
    sent = checkin.parse(batch([tally(1)] * 50))
    start = threading.Barrier(8)

    def send(_: int) -> checkin.Receipt:
        start.wait()
        with context.app_context(), transaction():
            return checkin.ingest(phone, sent, volunteers.with_tickets, an_act())

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(send, range(8)))

    assert {receipt.high for receipt in receipts} == {50}
    assert checkin.presence(event.id).walk_ins == 50


def test_a_link_opened_by_many_phones_at_once_enrols_one(context: Flask) -> None:
    event = an_event(context)
    with transaction():
        secret = checkin.make_enrolment(event.id, "North", an_act(), to_confirm=False)
    start = threading.Barrier(8)

    def enrol(key: bytes) -> bool:
        start.wait()
        with context.app_context():
            try:
                with transaction():
                    checkin.enrol(secret, key, an_act())
            except checkin.EnrolmentSpent:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        enrolled = list(pool.map(enrol, [a_key() for _ in range(8)]))

    assert enrolled.count(True) == 1
    assert len(checkin.devices(event.id)) == 1
