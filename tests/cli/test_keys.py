"""A new instance key leaves links and passes as they are, beside a process that runs on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.platform.db import database
from app.platform.instance_key import INSTANCE_KEY
from tests.cli.conftest import MakeInstance
from tests.makers import a_party, an_event
from tests.serving import Instance


@pytest.fixture
def restart() -> Iterator[Callable[[Instance], Instance]]:
    """Return what starts an instance once more in this process, as another one would."""
    started = []

    def again(instance: Instance) -> Instance:
        started.append(Instance(instance.folder, instance.settings))
        return started[-1]

    yield again
    for instance in started:
        with instance.app.app_context():
            database.engine.dispose()


def test_links_and_passes_stay_as_they_are_before_and_after_the_restart(
    an_instance: MakeInstance, restart: Callable[[Instance], Instance]
) -> None:
    instance = an_instance("here")
    running, event = instance.set_up(), an_event(instance.app)
    secrets = [a_party(running, event)]
    instance_key = (instance.folder / "keys" / INSTANCE_KEY).read_bytes()
    ticket = f"/p/{secrets[0]}/ticket.svg"
    before = running.test_client().get(ticket).data

    done = restart(instance).told("keys", "rotate")
    secrets.append(a_party(running, event))
    while_running = running.test_client().get(ticket).data
    restarted = restart(instance).app
    secrets.append(a_party(restarted, event))
    pages = [restarted.test_client().get(f"/en/p/{secret}").status_code for secret in secrets]
    after = restarted.test_client().get(ticket).data

    assert done == {"keys": len(list((instance.folder / "keys").glob("*.sealed")))}
    assert (instance.folder / "keys" / INSTANCE_KEY).read_bytes() != instance_key
    assert before.startswith(b"<svg")
    assert while_running == after == before
    assert pages == [200, 200, 200]


def test_a_backup_takes_the_new_key_for_one_of_the_same_instance(
    an_instance: MakeInstance, tmp_path: Path
) -> None:
    instance = an_instance("here")
    instance.set_up()
    instance.told("backup", tmp_path / "disk")
    instance.told("keys", "rotate")

    told = instance.told("backup", tmp_path / "disk")
    instance.told("restore", tmp_path / "disk", "--force")

    kept = Path(told["keys"]) / INSTANCE_KEY
    assert kept.read_bytes() == (instance.folder / "keys" / INSTANCE_KEY).read_bytes()
