"""Nothing of who came stands anywhere in plain words, at any level; and old copies open nothing."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import make_url, select, text

from app import events, rsvps
from app.platform.db import database, session, transaction
from app.platform.seal import unseal
from app.platform.vault import KeyDestroyed, vault
from app.rsvps.models import ContactRow, PartyRow
from tests.conftest import DATABASES
from tests.mail_server import Box, a_mail_server
from tests.makers import a_schedule, an_act, an_event
from tests.makers.gate import a_device, take, ticket_of
from tests.makers.phone import scan
from tests.serving import Instance, free_port, postgres_tools

TITLE = "Rally that everybody may know"


@dataclass
class Visitor:
    """Somebody who can be told from everybody else by all that a browser says."""

    instance: Instance
    level: str
    secret: str = ""
    ticket: bytes = b""

    def __post_init__(self) -> None:
        mark = os.urandom(6).hex()
        number = int(self.level)
        self.address = f"canary-{mark}@example.org"
        self.source = f"203.0.113.{170 + number}"
        self.marks = {
            "User-Agent": f"Canary/{mark}",
            "X-Forwarded-For": self.source,
            "Referer": f"http://canary-{mark}.example/",
            "Cookie": f"canary={mark}",
        }

    def ask(self, path: str) -> str:
        answer = self.instance.get(path, self.marks)
        assert answer.status in {200, 409}, (path, answer.status)
        return answer.body

    def send(self, path: str, **form: object) -> str:
        answer = self.instance.post(path, self.marks, **form)
        assert answer.status == 303, (path, answer.body)
        return answer.headers["Location"]

    def come(self, slug: str) -> None:
        """Say that two people come, look at everything, and leave what the level asks for."""
        self.ask(f"/fr/e/{slug}")
        token = re.search(r'name="token"[^>]*value="([^"]+)"', self.ask(f"/en/e/{slug}/rsvp"))
        assert token
        self.secret = urlsplit(self.send(f"/en/e/{slug}/rsvp", people=2, token=token[1])).path[6:]
        if self.level != "0":
            self.send(self.level_path(), level=self.level, email=self.address, consent="y")
        for path in ("", "?confirm=cancel"):
            self.ask(f"/en/p/{self.secret}{path}")
        for file in ("ticket.svg", "event.ics", "data.json"):
            self.ask(f"/p/{self.secret}/{file}")
        self.send(f"/en/p/{self.secret}/people", people=1)

    def level_path(self) -> str:
        return f"/en/p/{self.secret}/level"

    def canaries(self) -> list[bytes]:
        """Return what must stand nowhere."""
        said = [self.address, self.source, self.secret, self.secret.lower(), self.ticket.hex()]
        return [self.ticket, *(one.encode() for one in [*said, *self.marks.values()])]


@pytest.fixture
def box() -> Iterator[tuple[int, Box]]:
    port = free_port()
    with a_mail_server(port) as made:
        yield port, made


@pytest.fixture(params=DATABASES)
def instance(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    box: tuple[int, Box],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Instance]:
    monkeypatch.setenv("PATH", f"{postgres_tools()}:{os.environ['PATH']}")
    settings = {
        "SMTP_URL": f"smtp://127.0.0.1:{box[0]}",
        "TRUSTED_PROXIES": "1",
        "LIMITS": "on",
        "BASE_URL": "https://rally.example",
    }
    if request.param == "postgres":
        settings["DATABASE_URL"] = request.getfixturevalue("own_postgres_url")
    made = Instance(tmp_path / "data", settings)
    made.set_up()
    yield made
    with made.app.app_context():
        database.session.remove()
        database.engine.dispose()


def files_of_database(instance: Instance) -> Path:
    """Return where the database itself keeps its files, with all it has in memory written there."""
    with instance.app.app_context():
        url = make_url(str(database.engine.url))
        if url.get_backend_name() == "sqlite":
            return instance.folder
        with database.engine.connect() as connection:
            connection.execute(text("COMMIT"))
            connection.execute(text("CHECKPOINT"))
    return Path(str(url.query["host"]))


def found(canaries: list[bytes], folder: Path) -> dict[bytes, Path]:
    """Return the canaries that stand in a file of a folder."""
    there: dict[bytes, Path] = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
            there |= {canary: file for canary in canaries if canary in content}
    return there


def confirm(visitor: Visitor, box: Box) -> None:
    """Press the button that the letter leads to."""
    letters = [message for message in box.messages() if message["To"] == visitor.address]
    body = letters[0].get_body(("plain",))
    assert body is not None
    link = re.search(r"https://rally\.example(/en/p/\w+/confirm/\w+)", body.get_content())
    assert link
    visitor.ask(link[1])
    visitor.send(link[1])


def test_no_level_leaves_anything_in_plain_words_and_old_copies_open_nothing(
    instance: Instance, box: tuple[int, Box], tmp_path: Path
) -> None:
    event = an_event(instance.app, title=TITLE, capacity=6)
    visitors = [Visitor(instance, level) for level in "012"]
    log, backups = tmp_path / "server.log", tmp_path / "backups"

    with instance.serving(log=log):
        for visitor in visitors:
            visitor.come(event.slug)
        instance.told("courier", "run", "--once")
        confirm(visitors[2], box[1])
        change_hour(instance, event)
        instance.told("courier", "run", "--once")
        count_at_the_gate(instance, event, visitors)
        canaries = [canary for visitor in visitors for canary in visitor.canaries()]
        old = instance.told("backup", backups)["database"]
        places = [files_of_database(instance), instance.folder, backups]
        hits = [found(canaries, place) for place in places]
        known = [found([TITLE.encode()], place) for place in places[:1]]

    got = box[1].addresses()
    assert [got[visitor.address] for visitor in visitors] == [0, 1, 2]
    assert all(known)
    assert hits == [{}, {}, {}]
    assert found(canaries, log.parent) == {}
    assert log.read_bytes()
    look_at_an_old_copy(instance, event, visitors, old)


def change_hour(instance: Instance, event: events.Event) -> None:
    later = a_schedule(event.starts_on + timedelta(days=1))
    with instance.app.app_context(), transaction():
        events.reschedule(event.id, later, an_act())
    with instance.app.app_context():
        rsvps.write_about_changes(an_act())


def count_at_the_gate(instance: Instance, event: events.Event, visitors: list[Visitor]) -> None:
    with instance.app.app_context():
        device = a_device(event)
        for visitor in visitors:
            visitor.ticket = ticket_of(event, visitor.secret)
        take(device, [scan(visitor.ticket) for visitor in visitors])
        session().rollback()


def look_at_an_old_copy(
    instance: Instance, event: events.Event, visitors: list[Visitor], old: str
) -> None:
    """Put a copy back after retention, beside the whole data folder of that day."""
    with instance.app.app_context():
        over = events.get(event.id).schedule.over()
    instance.told("housekeeping", "run", "--now", (over + timedelta(days=40)).isoformat())
    instance.told("restore", old, "--force")

    with instance.app.app_context():
        contact = session().scalars(select(ContactRow)).one()
        parties = session().scalars(select(PartyRow)).all()
        with pytest.raises(KeyDestroyed):
            unseal(f"rsvps-{event.uid}", contact.sealed, f"contact {contact.party_id}")
        with pytest.raises(KeyDestroyed):
            ticket_of(event, visitors[0].secret)
        assert len(parties) == 3
        assert [rsvps.find(visitor.secret) for visitor in visitors] == [None, None, None]
        assert [name for name in vault().names() if event.uid in name] == []
        session().rollback()
