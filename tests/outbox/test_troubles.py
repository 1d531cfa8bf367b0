"""Whatever a mail server does, RSVPs go on, and once it is well the queue drains."""

import os
import threading
from datetime import timedelta

import pytest
from flask import Flask

from app import events, outbox, rsvps
from app.platform.db import database, transaction
from app.platform.mail import MailDelayed
from tests.makers import a_party, an_act, an_event
from tests.outbox.conftest import Server

SENDER = "turnout@rally.example"


class SlowServer(Server):
    """A mail server that answers when it is allowed to."""

    def __init__(self) -> None:
        super().__init__()
        self.was_asked, self.may_answer = threading.Event(), threading.Event()

    def send(self, message: object) -> None:
        self.was_asked.set()
        assert self.may_answer.wait(60)
        super().send(message)  # type: ignore[arg-type] # as it came


def come(app: Flask, event: events.Event, many: int) -> None:
    """Have so many parties come, each asking for a letter."""
    for number in range(many):
        secret = a_party(app, event)
        with app.app_context(), transaction():
            rsvps.send_pass(secret, f"{os.urandom(4).hex()}{number}@example.org", "en", an_act())


def drain(app: Flask, server: Server) -> None:
    """Let a courier come by for a day."""
    now = an_act().now
    with app.app_context():
        for hours in range(1, 24, 2):
            outbox.deliver(server, SENDER, an_act(now + timedelta(hours=hours)))


def test_while_a_server_takes_its_time_nobody_waits_for_it(app: Flask) -> None:
    event, server = an_event(app), SlowServer()
    come(app, event, 3)

    def deliver() -> None:
        with app.app_context():
            outbox.deliver(server, SENDER, an_act())
            database.session.remove()

    courier = threading.Thread(target=deliver)
    courier.start()
    assert server.was_asked.wait(60)
    come(app, event, 20)
    with app.app_context():
        came = rsvps.counts(event.id).confirmed
        database.session.remove()
    sent_meanwhile = len(server.got)
    server.may_answer.set()
    courier.join(60)
    drain(app, server)

    assert (came, sent_meanwhile) == (23, 0)
    assert len(server.got) == 23


@pytest.mark.parametrize("trouble", ["down", "refusing"])
def test_while_a_server_is_unwell_people_come_and_afterwards_all_letters_leave(
    app: Flask, trouble: str
) -> None:
    event, server = an_event(app), Server()
    server.is_down = trouble == "down"
    server.answers = [MailDelayed("451")] * 23 if trouble == "refusing" else []
    come(app, event, 3)
    with app.app_context():
        unwell = outbox.deliver(server, SENDER, an_act())
    come(app, event, 20)
    with app.app_context():
        came = rsvps.counts(event.id).confirmed
        unwell += outbox.deliver(server, SENDER, an_act())
        database.session.remove()

    server.is_down = False
    drain(app, server)

    assert came == 23
    assert (unwell.sent, unwell.given_up) == (0, 0)
    assert unwell.delayed >= 20
    assert len(server.got) == len({message["To"] for message in server.got}) == 23
