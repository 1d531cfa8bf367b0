"""A server that is killed at any moment loses nothing that it acknowledged, and keeps no halves."""

import logging
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import rsvps
from app.platform.db import database, session
from app.rsvps.models import PartyRow, RoomRow
from tests.conftest import DATABASES
from tests.processes import web_processes
from tests.serving import ROOT, Instance

CAPACITY, SENDERS = 40, 4

log = logging.getLogger(__name__)


def serve(instance: Instance) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=instance.environment, start_new_session=True)
    instance.wait()
    return process


def kill(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def flood(instance: Instance, slug: str, acknowledged: list[str], stop: threading.Event) -> None:
    """Send RSVPs until the server is gone."""
    while not stop.is_set():
        try:
            acknowledged.append(instance.rsvp(slug, people=2))
        except (OSError, HTTPException):
            return


def kill_under_load(instance: Instance, slug: str, after: float) -> list[str]:
    """Serve, send RSVPs, kill all so long after the first; return what was acknowledged."""
    process, stop = serve(instance), threading.Event()
    acknowledged: list[str] = []
    senders = [
        threading.Thread(target=flood, args=(instance, slug, acknowledged, stop))
        for _ in range(SENDERS)
    ]
    for sender in senders:
        sender.start()
    while not acknowledged:
        time.sleep(0.01)
    time.sleep(after)
    kill(process)
    stop.set()
    for sender in senders:
        sender.join()
    return acknowledged


def look(instance: Instance, slug: str, acknowledged: list[str]) -> None:
    """Refuse anything that is missing, or counted otherwise than it stands in the rows."""
    process = serve(instance)
    try:
        statuses = {instance.get(f"/en/p/{secret}").status for secret in acknowledged}
    finally:
        kill(process)
    assert statuses <= {200}
    with instance.app.app_context():
        people = (
            select(PartyRow.state, func.sum(PartyRow.people)).group_by(PartyRow.state).subquery()
        )
        told: dict[str, int] = dict(session().execute(select(people)).all())
        room = session().scalars(select(RoomRow)).one()
        assert (told.get("confirmed", 0), told.get("waiting", 0)) == (room.confirmed, room.waiting)
        assert room.confirmed <= CAPACITY
        numbers = session().scalars(select(PartyRow.number).order_by(PartyRow.number)).all()
        assert list(numbers) == list(range(1, len(numbers) + 1)) == list(range(1, room.next_number))


def a_rally(instance: Instance) -> str:
    instance.set_up()
    made = instance.told(
        *("event", "add", "--title", "Rally", "--date", "2099-02-08", "--time", "14:00"),
        *("--place", "Paris", "--capacity", CAPACITY, "--publish"),
    )
    return str(made["slug"])


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    slug = a_rally(instance)

    acknowledged = kill_under_load(instance, slug, after=0.7)

    assert acknowledged
    look(instance, slug, acknowledged)


@dataclass
class Attendees:
    """People who come and leave, and remember what they were told; a server may die meanwhile."""

    instance: Instance
    slug: str
    chance: random.Random
    told_to_come: list[str] = field(default_factory=list)
    told_to_leave: list[str] = field(default_factory=list)
    failures: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def go_on(self) -> None:
        """Come, and now and then leave, until told to stop."""
        mine: list[str] = []
        while not self.stop.is_set():
            try:
                self._come_or_leave(mine)
            except (OSError, HTTPException):
                self.failures += 1
                time.sleep(0.02)

    def _come_or_leave(self, mine: list[str]) -> None:
        if mine and self.chance.random() < 0.3:
            leaving = mine.pop()
            if self.instance.post(f"/en/p/{leaving}/cancel").status == 303:
                self.told_to_leave.append(leaving)
            return
        mine.append(self.instance.rsvp(self.slug, people=2))
        self.told_to_come.append(mine[-1])


def kill_web_processes(
    instance: Instance, slug: str, kills: int, chance: random.Random
) -> Attendees:
    """Kill one of two web processes at random moments, while people come and leave."""
    attendees = Attendees(instance, slug, chance)
    with instance.serving("serve", "--processes", "2") as server:
        threads = [threading.Thread(target=attendees.go_on) for _ in range(SENDERS)]
        for thread in threads:
            thread.start()
        for _ in range(kills):
            time.sleep(chance.uniform(0.05, 1.0))
            kill_one(server.pid, chance)
        attendees.stop.set()
        for thread in threads:
            thread.join()
    return attendees


def kill_one(server: int, chance: random.Random) -> None:
    """Kill a web process, once there is one."""
    until = time.monotonic() + 60
    while not (there := web_processes(server)):
        assert time.monotonic() < until, "no web process was started again"
        time.sleep(0.05)
    os.kill(chance.choice(there), signal.SIGKILL)


def look_at(instance: Instance, slug: str, attendees: Attendees) -> None:
    """Refuse anything that was acknowledged and is not so."""
    look(instance, slug, attendees.told_to_come)
    with instance.app.app_context():
        left = {rsvps.get(secret).state for secret in attendees.told_to_leave}
    assert left <= {rsvps.PartyState.CANCELLED}


@pytest.fixture(params=DATABASES)
def instance(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Instance]:
    """Return an instance on each database, which runs as processes."""
    url = request.getfixturevalue("own_postgres_url") if request.param == "postgres" else ""
    made = Instance(tmp_path, {"DATABASE_URL": url} if url else {})
    yield made
    with made.app.app_context():
        database.session.remove()
        database.engine.dispose()


def test_what_was_acknowledged_survives_killed_web_processes(instance: Instance) -> None:
    slug = a_rally(instance)

    attendees = kill_web_processes(instance, slug, 6, random.Random(1))  # noqa: S311 - told again

    look_at(instance, slug, attendees)
    assert attendees.told_to_come


@pytest.mark.soak
def test_what_was_acknowledged_survives_two_hundred_killed_web_processes(
    instance: Instance,
) -> None:
    slug = a_rally(instance)
    chance = random.Random(random.random())  # noqa: S311 - by the seed of the run

    attendees = kill_web_processes(instance, slug, 200, chance)

    look_at(instance, slug, attendees)
    assert attendees.told_to_leave
    assert attendees.failures
    log.info(
        "%s came, %s left, %s had to try again",
        len(attendees.told_to_come),
        len(attendees.told_to_leave),
        attendees.failures,
    )
