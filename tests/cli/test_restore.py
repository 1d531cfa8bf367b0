"""Nothing is put back that is damaged, newer, or in the way of what is there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import NullPool, create_engine, text

from app import events
from app.platform.backup import CannotRestore, set_aside
from app.platform.db import database
from tests.cli.conftest import MakeInstance
from tests.makers import an_event
from tests.serving import Instance


def refused(instance: Instance, *typed: object) -> str:
    done = instance.run("restore", *typed)
    assert done.exit_code == 1, done.output
    return done.stderr


def slugs(app: Flask) -> list[str]:
    with app.app_context():
        return [event.slug for event in events.every()]


def test_what_is_there_is_replaced_only_by_force(an_instance: MakeInstance, tmp_path: Path) -> None:
    instance = an_instance("here")
    app = instance.set_up()
    first = an_event(app)
    instance.told("backup", tmp_path)
    second = an_event(app)

    assert "say --force" in refused(instance, tmp_path)
    assert sorted(slugs(app)) == sorted([first.slug, second.slug])

    instance.told("restore", tmp_path, "--force")
    assert slugs(app) == [first.slug]


def test_another_instance_is_replaced_whole(an_instance: MakeInstance, tmp_path: Path) -> None:
    instance, other = an_instance("here"), an_instance("there")
    event = an_event(instance.set_up())
    an_event(other.set_up())
    instance.told("backup", tmp_path)

    assert "say --force" in refused(other, tmp_path)
    other.told("restore", tmp_path, "--force")

    assert slugs(other.app) == [event.slug]
    keys = [path.name for path in (other.folder / "keys").glob("*.sealed")]
    assert keys
    assert all(event.uid in name for name in keys)
    assert read(other, "instance.key") == read(instance, "instance.key")


def read(instance: Instance, name: str) -> bytes:
    return (instance.folder / "keys" / name).read_bytes()


def test_one_chosen_copy_is_put_back(an_instance: MakeInstance, tmp_path: Path) -> None:
    instance, restored = an_instance("here"), an_instance("there")
    first = an_event(instance.set_up())
    chosen = instance.told("backup", tmp_path)["database"]
    an_event(instance.app)
    instance.told("backup", tmp_path)

    restored.told("restore", chosen)

    assert slugs(restored.app) == [first.slug]


def test_without_keys_nothing_is_put_back(an_instance: MakeInstance, tmp_path: Path) -> None:
    instance, restored = an_instance("here"), an_instance("there")
    instance.set_up()
    instance.told("backup", tmp_path)
    (tmp_path / "keys").rename(tmp_path / "elsewhere")

    assert "There are no keys" in refused(restored, tmp_path)

    restored.told("restore", tmp_path, "--keys", tmp_path / "elsewhere")


def test_a_damaged_copy_is_refused(an_instance: MakeInstance, tmp_path: Path) -> None:
    instance, restored = an_instance("here"), an_instance("there")
    an_event(instance.set_up())
    copy = Path(instance.told("backup", tmp_path)["database"])
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])

    assert "Damaged" in refused(restored, tmp_path)


def test_a_copy_of_a_newer_release_is_refused(an_instance: MakeInstance, tmp_path: Path) -> None:
    instance, restored = an_instance("here"), an_instance("there")
    with instance.set_up().app_context(), database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    instance.told("backup", tmp_path)

    assert "newer release (schema 9999)" in refused(restored, tmp_path)


def test_a_database_in_use_is_not_replaced(an_instance: MakeInstance, tmp_path: Path) -> None:
    instance = an_instance("here")
    app = instance.set_up()
    instance.told("backup", tmp_path)
    with app.app_context():
        engine = create_engine(database.engine.url, poolclass=NullPool)
    with engine.connect() as somebody:
        somebody.execute(text("SELECT 1 FROM event"))

        assert "is in use" in refused(instance, tmp_path, "--force")

    instance.told("restore", tmp_path, "--force")
    assert slugs(app) == []


def test_what_was_set_aside_comes_back_when_its_successor_fails(tmp_path: Path) -> None:
    path = tmp_path / "thing"
    path.write_text("old")

    def fail() -> None:
        with set_aside(path):
            path.write_text("new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_restore_is_not_repeated_over_its_remains(tmp_path: Path) -> None:
    path = tmp_path / "thing"
    path.with_name("thing.before-restore").write_text("older")

    with pytest.raises(CannotRestore, match="interrupted"), set_aside(path):
        pass


def test_a_broken_database_is_replaced(tmp_path: Path) -> None:
    instance = Instance(tmp_path / "here")
    event = an_event(instance.set_up())
    instance.told("backup", tmp_path / "copies")
    with instance.app.app_context():
        database.engine.dispose()
    (instance.folder / "turnout.db").write_bytes(b"no database" * 1000)

    instance.told("restore", tmp_path / "copies", "--force")

    assert slugs(instance.app) == [event.slug]
    with closing(sqlite3.connect(instance.folder / "turnout.db")) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_server_does_not_start_on_a_database_of_a_newer_release(
    an_instance: MakeInstance,
) -> None:
    instance = an_instance("here")
    with instance.set_up().app_context(), database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SystemExit, match="newer release"):
        instance.set_up()
