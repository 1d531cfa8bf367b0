"""A copy is a committed state, opens only what still has its keys, and never holds a key."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import rsvps
from app.platform.backup import left_over
from app.platform.db import session, transaction
from app.platform.seal import unseal
from app.platform.vault import KeyDestroyed, vault
from app.privacy import keep_house
from app.rsvps.models import ContactRow
from tests.cli.conftest import MakeInstance
from tests.makers import a_party, an_act, an_event
from tests.serving import Instance


class Crowd:
    """Visitors who send RSVPs at once, again and again, and remember what was acknowledged."""

    def __init__(self, instance: Instance, slug: str) -> None:
        self.instance, self.slug = instance, slug
        self.acknowledged: list[str] = []
        self.threads = [threading.Thread(target=self._come) for _ in range(4)]
        self._enough = threading.Event()
        self._going = True

    @contextmanager
    def coming(self) -> Iterator[None]:
        for thread in self.threads:
            thread.start()
        try:
            assert self._enough.wait(60)
            yield
        finally:
            self._going = False
            for thread in self.threads:
                thread.join()

    def _come(self) -> None:
        while self._going:
            self.acknowledged.append(self.instance.rsvp(self.slug))
            if len(self.acknowledged) >= 20:
                self._enough.set()
            time.sleep(0.05)


def is_shown(instance: Instance, secret: str) -> bool:
    return instance.get(f"/en/p/{secret}").status == 200


def ticket(instance: Instance, secret: str) -> str:
    answer = instance.get(f"/p/{secret}/ticket.svg")
    assert answer.status == 200
    return answer.body


def test_a_copy_made_under_load_is_a_committed_state_that_works(
    an_instance: MakeInstance, tmp_path: Path
) -> None:
    instance, restored = an_instance("here"), an_instance("there")
    slug = an_event(instance.set_up()).slug
    crowd = Crowd(instance, slug)
    with instance.serving(), crowd.coming():
        before = list(crowd.acknowledged)
        instance.told("backup", tmp_path / "copies")
        until = len(crowd.acknowledged)
        tickets = {secret: ticket(instance, secret) for secret in before}

    restored.told("restore", tmp_path / "copies")

    with restored.serving():
        held = [secret for secret in crowd.acknowledged if is_shown(restored, secret)]
        assert set(before) <= set(held)
        assert len(held) <= until + len(crowd.threads)
        assert restored.told("event", "show", slug)["confirmed"] == len(held)
        assert {secret: ticket(restored, secret) for secret in before} == tickets
        assert is_shown(restored, restored.rsvp(slug))


def test_the_keys_are_beside_the_database_and_never_in_it(
    an_instance: MakeInstance, tmp_path: Path
) -> None:
    instance = an_instance("here")
    app = instance.set_up()
    an_event(app)

    told = instance.told("backup", tmp_path)

    with app.app_context():
        kept = {path.name: path.read_bytes() for path in vault().folder.glob("*.*ed")}
        secrets = [vault().fetch(name) for name in vault().names()]
    instance_key = (vault_of(app) / "instance.key").read_bytes()
    database = Path(told["database"]).read_bytes()
    assert secrets
    assert not any(key in database for key in [*secrets, *kept.values(), instance_key])
    assert names_in(told["keys"]) == sorted([*kept, "instance.key"])


def test_after_retention_an_old_copy_opens_nothing(
    an_instance: MakeInstance, tmp_path: Path
) -> None:
    instance = an_instance("here")
    app = instance.set_up()
    event = an_event(app)
    secret = a_party(app, event)
    with app.app_context(), transaction():
        rsvps.ask_for_updates(secret, "sara@example.org", "fr", an_act())
    instance.told("backup", tmp_path)
    later = an_act(event.schedule.over() + timedelta(days=40))
    with app.app_context():
        keep_house(later)

    instance.told("restore", tmp_path, "--force")

    with app.app_context():
        row = session().scalars(select(ContactRow)).one()
        assert rsvps.find(secret) is None
        with pytest.raises(KeyDestroyed):
            unseal(f"rsvps-{event.uid}", row.sealed, f"contact {row.party_id}")
        assert [name for name in vault().names() if event.uid in name] == []
        assert not any(event.uid in name for name in names_in(tmp_path / "keys"))
        session().rollback()
        keep_house(later)
        assert session().scalars(select(ContactRow)).all() == []


def test_a_copy_that_could_not_be_reached_loses_destroyed_keys_the_next_time(
    an_instance: MakeInstance, tmp_path: Path
) -> None:
    instance = an_instance("here")
    app = instance.set_up()
    event, away = an_event(app), tmp_path / "away"
    instance.told("backup", tmp_path / "disk")
    (tmp_path / "disk").rename(away)
    with app.app_context():
        vault().destroy(f"event-{event.uid}")
    away.rename(tmp_path / "disk")
    assert [path.stem for path in left_over(vault_of(app), tmp_path / "disk" / "keys")] == [
        f"event-{event.uid}"
    ]

    told = instance.told("backup", tmp_path / "disk")

    assert left_over(vault_of(app), Path(told["keys"])) == []


def test_only_so_many_copies_of_the_database_are_kept(
    an_instance: MakeInstance, tmp_path: Path
) -> None:
    instance = an_instance("here")
    instance.set_up()
    folder = tmp_path / "copies"

    made = [instance.told("backup", folder, "--keep", 2)["database"] for _ in range(4)]

    assert sorted(map(str, folder.glob("turnout-*"))) == made[-2:]


def test_the_keys_of_two_instances_are_not_mixed(an_instance: MakeInstance, tmp_path: Path) -> None:
    ours, other = an_instance("here"), an_instance("there")
    ours.set_up()
    other.set_up()
    ours.told("backup", tmp_path)

    done = other.run("backup", tmp_path)

    assert done.exit_code == 1
    assert "keys of another instance" in done.stderr


def test_without_the_tools_of_postgresql_it_says_what_to_do(
    an_instance: MakeInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = an_instance("here")
    instance.set_up()
    monkeypatch.setenv("PATH", "")

    done = instance.run("backup", tmp_path)

    if instance.settings:
        assert done.exit_code == 1
        assert "pg_dump was not found. Install the PostgreSQL client" in done.stderr
        assert list(tmp_path.glob("turnout-*")) == []
    else:
        assert done.exit_code == 0


def vault_of(app: Flask) -> Path:
    with app.app_context():
        return vault().folder


def names_in(folder: str | Path) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())
