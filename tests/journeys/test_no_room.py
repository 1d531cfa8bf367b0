"""A full disk, a read-only one, a database that is locked: said cleanly, nothing lost or broken."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event as listening
from sqlalchemy import func, select, text

from app import events, rsvps
from app.platform.db import database, session
from app.rsvps.models import PartyRow
from tests.makers import a_party, an_event, token_in
from tests.makers.instances import an_instance, settings_for

PATIENCE = 60
# Where it grows no further: SQLite takes less than it has for what it has.
FULL, READ_ONLY, IMPATIENT = "max_page_count=1", "query_only=ON", "busy_timeout=100"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Flask]:
    """Return an instance of its own, which answers crashes as it does for visitors."""
    app = an_instance(settings_for(tmp_path))
    app.testing = False
    yield app
    with app.app_context():
        database.session.remove()
        database.engine.dispose()


@contextmanager
def pragma(app: Flask, told: str) -> Iterator[None]:
    """Have every connection of an instance be told something, and forget it afterwards."""

    def tell(connection: Any, *_: object) -> None:  # sqlite3's own, untyped here
        connection.execute(f"PRAGMA {told}")

    with app.app_context():
        engine = database.engine
        engine.dispose()
    listening.listen(engine, "checkout", tell)
    try:
        yield
    finally:
        listening.remove(engine, "checkout", tell)
        engine.dispose()


@contextmanager
def locked(folder: Path) -> Iterator[sqlite3.Connection]:
    """Hold the write lock of a database, as a backup tool that hangs would."""
    path = folder / "turnout.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def come(client: FlaskClient, event: events.Event, token: str) -> tuple[int, str]:
    """Send the form; return how it went and where it leads."""
    answer = client.post(f"/en/e/{event.slug}/rsvp", data={"people": 1, "token": token})
    if answer.status_code == 503:
        assert "Nothing was changed" in answer.text
        assert "Traceback" not in answer.text
    return answer.status_code, answer.headers.get("Location", "")


def a_token(client: FlaskClient, event: events.Event) -> str:
    return token_in(client.get(f"/en/e/{event.slug}/rsvp").text)


def held(app: Flask, event: events.Event) -> tuple[int, int, str]:
    """Return how many parties there are, how many people count, and what the database says."""
    with app.app_context():
        parties = session().scalar(select(func.count()).where(PartyRow.event_id == event.id))
        sound = session().scalar(text("PRAGMA integrity_check"))
        counted = rsvps.counts(event.id).confirmed
        session().rollback()
    return parties or 0, counted, str(sound)


def test_a_full_disk_is_said_cleanly_and_loses_nothing(own: Flask) -> None:
    event, client = an_event(own), own.test_client()
    acknowledged = [a_party(own, event)]
    token = ""

    with pragma(own, FULL):
        for _ in range(500):
            token = a_token(client, event)
            status, where = come(client, event, token)
            if status == 503:
                break
            acknowledged.append(where)
        read = client.get(f"/en/e/{event.slug}").status_code
        while_full = held(own, event)
    again = come(client, event, token)[0]

    assert (status, read, again) == (503, 200, 303)
    assert while_full == (len(acknowledged), len(acknowledged), "ok")
    assert held(own, event) == (len(acknowledged) + 1, len(acknowledged) + 1, "ok")


def test_a_read_only_disk_is_said_cleanly_and_reading_goes_on(own: Flask) -> None:
    event, client = an_event(own), own.test_client()
    secret = a_party(own, event)

    with pragma(own, READ_ONLY):
        token = a_token(client, event)
        refused = come(client, event, token)[0]
        read = [client.get(path).status_code for path in ("/en/", f"/en/p/{secret}")]
    again = come(client, event, token)[0]

    assert (refused, read, again) == (503, [200, 200], 303)
    assert held(own, event) == (2, 2, "ok")


def test_a_database_locked_for_a_while_makes_people_wait_and_loses_nothing(
    own: Flask, tmp_path: Path
) -> None:
    event, client = an_event(own), own.test_client()
    a_party(own, event)
    token, told = a_token(client, event), list[int]()

    with locked(tmp_path) as other:
        waiting = threading.Thread(target=lambda: told.append(come(client, event, token)[0]))
        waiting.start()
        read = own.test_client().get(f"/en/e/{event.slug}").status_code
        was_answered = bool(told)
        other.execute("ROLLBACK")
        waiting.join(PATIENCE)

    assert (read, was_answered, told) == (200, False, [303])
    assert held(own, event) == (2, 2, "ok")


@pytest.mark.parametrize(
    "patience",
    [IMPATIENT, pytest.param("busy_timeout=10000", marks=pytest.mark.soak)],
    ids=["short", "ten seconds"],
)
def test_a_database_locked_for_too_long_is_said_cleanly_and_the_same_form_comes_again(
    own: Flask, tmp_path: Path, patience: str
) -> None:
    event, client = an_event(own), own.test_client()
    a_party(own, event)
    token = a_token(client, event)

    with pragma(own, patience), locked(tmp_path):
        refused = come(client, event, token)
    twice = [come(client, event, token) for _ in range(2)]

    assert refused[0] == 503
    assert [status for status, _ in twice] == [303, 303]
    assert twice[0][1] == twice[1][1]
    assert held(own, event) == (2, 2, "ok")
