"""A courier that is killed after a mail server took a letter loses none, and sends one again."""

import logging
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app import rsvps
from app.platform.db import database, transaction
from tests.conftest import DATABASES
from tests.mail_server import Box, a_mail_server
from tests.makers import a_party, an_act, an_event
from tests.serving import ROOT, Instance, free_port

# Delivers at a moment, and dies before so many letters are marked.
COURIER = """
import os, signal, sys
from datetime import datetime
from wsgi import app
from app import outbox
from app.kernel.act import Act, Actor, By
from app.outbox import ledger
from app.platform import mail

left, mark = int(sys.argv[2]), ledger.mark_sent

def mark_or_die(letter):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    mark(letter)

ledger.mark_sent = mark_or_die
with app.app_context():
    act = Act(datetime.fromisoformat(sys.argv[1]), By(Actor.COMMAND), os.urandom)
    outbox.deliver(mail.transport(), "turnout@rally.example", act)
"""
NEVER = 0

log = logging.getLogger(__name__)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def box(port: int) -> Iterator[Box]:
    with a_mail_server(port) as made:
        yield made


@pytest.fixture(params=DATABASES)
def instance(request: pytest.FixtureRequest, tmp_path: Path, port: int) -> Iterator[Instance]:
    settings = {"SMTP_URL": f"smtp://127.0.0.1:{port}"}
    if request.param == "postgres":
        settings["DATABASE_URL"] = request.getfixturevalue("own_postgres_url")
    made = Instance(tmp_path, settings)
    made.set_up()
    yield made
    with made.app.app_context():
        database.session.remove()
        database.engine.dispose()


def owe_letters(instance: Instance, many: int) -> list[str]:
    """Owe passes to so many addresses."""
    event = an_event(instance.app)
    addresses = [f"canary{number}@example.org" for number in range(many)]
    for address in addresses:
        secret = a_party(instance.app, event)
        with instance.app.app_context(), transaction():
            rsvps.send_pass(secret, address, "en", an_act())
    return addresses


def deliver(instance: Instance, now: datetime, die_at: int) -> int:
    """Run a courier of its own; return how it ended."""
    command = [sys.executable, "-c", COURIER, now.isoformat(), str(die_at)]
    return subprocess.run(command, cwd=ROOT, env=instance.environment, check=False).returncode


def kill_couriers(instance: Instance, box: Box, kills: int, letters: int) -> None:
    """Kill so many couriers, one after the other, between the server's answer and the mark."""
    chance = random.Random(random.random())  # noqa: S311 - by the seed of the run
    addresses, now = owe_letters(instance, letters), an_act().now
    ends = []
    for _ in range(kills):
        ends.append(deliver(instance, now, chance.randint(1, 3)))
        now += timedelta(minutes=6)
    ends.append(deliver(instance, now, NEVER))

    again = box.addresses() - Counter(addresses)
    log.info("%s letters, %s kills, %s sent again", letters, kills, again.total())
    assert ends == [-signal.SIGKILL] * kills + [os.EX_OK]
    assert set(box.addresses()) == set(addresses)
    assert again.total() == kills
    assert {len(contents) for contents in box.by_message().values()} == {1}
    assert len(box.by_message()) == letters


def test_a_killed_courier_loses_nothing_and_sends_one_letter_again(
    instance: Instance, box: Box
) -> None:
    kill_couriers(instance, box, kills=1, letters=4)


@pytest.mark.soak
def test_twenty_killed_couriers_lose_nothing(instance: Instance, box: Box) -> None:
    kill_couriers(instance, box, kills=20, letters=80)
