"""The doctor finds each fault, says what to do, and is content with a well instance."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from app.cli.doctor import surroundings
from app.platform import moment, rounds
from app.platform.db import database
from app.platform.vault import vault
from tests.cli.conftest import MakeInstance
from tests.makers import a_party, a_schedule, an_event
from tests.serving import Instance


@pytest.fixture
def instance(an_instance: MakeInstance) -> Iterator[Instance]:
    """Return an instance without faults, beside which a server seems to run."""
    made = an_instance("here")
    before = os.umask(0o077)  # as wsgi.py does
    made.set_up()
    made.told("housekeeping", "run")
    yield made
    os.umask(before)


@pytest.fixture(autouse=True)
def running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "_answers", lambda _: True)


def findings(instance: Instance) -> dict[str, list[dict[str, str]]]:
    """Return what the doctor finds, by check; empty ones left out."""
    done = instance.run("doctor", "--json")
    answer = json.loads(done.stdout.splitlines()[-1])
    problems = [one for found in answer["checks"].values() for one in found]
    is_ill = any(one["level"] == "problem" for one in problems)
    assert (done.exit_code, answer["healthy"]) == ((1, False) if is_ill else (0, True))
    assert all(one["what"] in done.stderr and one["advice"] in done.stderr for one in problems)
    return {check: found for check, found in answer["checks"].items() if found}


def problem(instance: Instance, check: str) -> dict[str, str]:
    """Return the one problem there is, which this check finds."""
    found = findings(instance)
    found.pop("address", None)
    ((name, (one,)),) = found.items()
    assert (name, one["level"]) == (check, "problem")
    return one


def test_a_well_instance_has_a_warning_about_its_address_alone(instance: Instance) -> None:
    an_event(instance.app)

    ((check, (one,)),) = findings(instance).items()

    assert (check, one["level"]) == ("address", "warning")
    assert "on this machine only" in one["what"]


@pytest.mark.parametrize(
    ("name", "mode"), [("", 0o755), ("keys", 0o750), ("keys/instance.key", 0o644)]
)
def test_it_finds_a_wrong_permission(instance: Instance, name: str, mode: int) -> None:
    path = instance.folder / name
    path.chmod(mode)

    one = problem(instance, "permissions")

    assert one["what"] == f"{path} is open to other users (mode {mode:o})."
    assert one["advice"] == f"chmod -R go= {instance.folder}"


def test_it_finds_a_missing_key(instance: Instance) -> None:
    event = an_event(instance.app)
    (instance.folder / "keys" / f"event-{event.uid}.sealed").unlink()

    one = problem(instance, "keys")

    assert one["what"] == f"The key event-{event.uid} is missing, and an event needs it."


def test_it_finds_a_key_that_does_not_open(instance: Instance) -> None:
    event = an_event(instance.app)
    (instance.folder / "keys" / f"event-{event.uid}.sealed").write_bytes(b"x" * 111)

    assert "cannot be opened" in problem(instance, "keys")["what"]


def test_a_key_that_was_destroyed_on_time_is_not_missing(instance: Instance) -> None:
    past = a_schedule(datetime.now(UTC).date() - timedelta(days=5))
    a_party_is_over = an_event(instance.app, schedule=past)
    instance.told("housekeeping", "run")

    assert "keys" not in findings(instance)
    with instance.app.app_context():
        assert not any(a_party_is_over.uid in name for name in vault().names())


def test_it_finds_keys_in_a_copy_that_were_destroyed(instance: Instance, tmp_path: Path) -> None:
    event = an_event(instance.app, schedule=a_schedule(datetime.now(UTC).date() - timedelta(5)))
    instance.told("backup", tmp_path / "disk")
    (tmp_path / "disk").rename(tmp_path / "away")
    instance.told("housekeeping", "run")
    (tmp_path / "away").rename(tmp_path / "disk")

    one = problem(instance, "keys")

    assert "holds keys that were destroyed" in one["what"]
    assert one["advice"] == f"flask backup {tmp_path / 'disk'}"
    assert event.uid


@pytest.mark.parametrize(
    ("revision", "said"),
    [("0001", "The schema is old (0001)"), ("9999", "The schema (9999) is newer")],
)
def test_it_finds_another_schema(instance: Instance, revision: str, said: str) -> None:
    with instance.app.app_context(), database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})

    assert problem(instance, "schema")["what"].startswith(said)


def test_it_makes_no_database(an_instance: MakeInstance) -> None:
    fresh = an_instance("fresh")

    one = findings(fresh)["schema"][0]

    assert "Start the server" in one["advice"]
    assert not (fresh.folder / "turnout.db").exists()


def test_it_finds_a_full_disk(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5))

    assert "nearly full: 0 MiB are free" in problem(instance, "room")["what"]


def test_it_finds_what_should_have_been_destroyed(instance: Instance) -> None:
    past = a_schedule(datetime.now(UTC).date() - timedelta(days=5))
    an_event(instance.app, schedule=past)

    assert problem(instance, "retention")["what"].startswith("1 events are over for so long")


def test_it_finds_a_job_process_that_stands_still(instance: Instance) -> None:
    rounds.note(instance.folder, moment.now() - timedelta(hours=3))

    assert "does no rounds" in problem(instance, "processes")["what"]


def test_a_server_that_stands_still_is_a_warning(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "_answers", lambda _: False)

    (one,) = findings(instance)["processes"]

    assert one["level"] == "warning"


def test_it_finds_a_clock_that_went_back(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds.note(instance.folder, moment.now() + timedelta(days=1))

    assert problem(instance, "clock")["what"].startswith("The clock says")


def test_it_finds_an_interrupted_restore(instance: Instance) -> None:
    remains = instance.folder / "turnout.db.before-restore"
    remains.touch(mode=0o600)

    assert str(remains) in problem(instance, "remains")["what"]


def test_it_finds_what_set_up_did_not_make(
    instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "root" / "app" / "translations" / "fa" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    monkeypatch.setattr(surroundings, "_ROOT", tmp_path / "root")

    found = findings(instance)

    assert [one["what"].split()[0] for one in found["translations"]] == ["fa"]
    assert len(found["browser_files"]) == 3


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"BASE_URL": "http://rally.example.org", "TRUSTED_PROXIES": "1"}, "read along"),
        ({"BASE_URL": "https://rally.example.org"}, "TRUSTED_PROXIES is 0"),
        (
            {"BASE_URL": "https://rally.example.org", "TRUSTED_PROXIES": "1", "LIMITS": "off"},
            "LIMITS is off",
        ),
    ],
)
def test_it_finds_settings_that_do_not_fit_a_public_address(
    instance: Instance, told: dict[str, str], said: str
) -> None:
    public = Instance(instance.folder, {**instance.settings, "LIMITS": "on", **told})

    (one,) = findings(public)["address"]

    assert one["level"] == "problem"
    assert said in one["what"]
    dispose(public)


@pytest.mark.parametrize(
    "told",
    [
        {"BASE_URL": "https://rally.example.org", "TRUSTED_PROXIES": "1"},
        {"BASE_URL": "http://" + "a" * 56 + ".onion"},
    ],
)
def test_settings_that_fit_are_fine(instance: Instance, told: dict[str, str]) -> None:
    public = Instance(instance.folder, {**instance.settings, "LIMITS": "on", **told})

    assert findings(public) == {}
    dispose(public)


def test_it_finds_a_damaged_database(tmp_path: Path) -> None:
    instance = Instance(tmp_path / "here")
    event = an_event(instance.set_up())
    for _ in range(50):
        a_party(instance.app, event)
    with instance.app.app_context():
        database.engine.dispose()
    with (instance.folder / "turnout.db").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 20))

    found = findings(instance)

    assert found["health"] or found["schema"]


def dispose(instance: Instance) -> None:
    with instance.app.app_context():
        database.engine.dispose()
