"""A server that is killed at any moment loses nothing that it acknowledged, and keeps no halves."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.platform.db import session
from app.rsvps.models import PartyRow, RoomRow
from tests.serving import ROOT, Instance

CAPACITY, SENDERS = 40, 4


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


@pytest.mark.soak
def test_what_was_acknowledged_survives_two_hundred_kills(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    slug = a_rally(instance)
    acknowledged: list[str] = []

    for _ in range(200):
        pause = random.uniform(0.05, 1.0)  # noqa: S311 - by the seed of the run
        acknowledged += kill_under_load(instance, slug, pause)

    look(instance, slug, acknowledged)
