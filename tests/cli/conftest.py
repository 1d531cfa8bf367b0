"""Give tests of the command line instances that run as processes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.platform.db import database
from tests.conftest import DATABASES, fresh_database
from tests.serving import Instance, postgres_tools

MakeInstance = Callable[[str], Instance]


@pytest.fixture(params=DATABASES)
def an_instance(
    request: pytest.FixtureRequest, tmp_path: Path, worker: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MakeInstance]:
    """Return what makes instances, each with a data folder and a database of its own."""
    monkeypatch.setenv("PATH", f"{postgres_tools()}:{os.environ['PATH']}")
    instances = []

    def make(name: str) -> Instance:
        settings = {}
        if request.param == "postgres":
            server = request.getfixturevalue("postgres_url")
            settings["DATABASE_URL"] = fresh_database(server, f"turnout_{worker}_{name}")
        instances.append(Instance(tmp_path / name, settings))
        return instances[-1]

    yield make
    for instance in instances:
        with instance.app.app_context():
            database.engine.dispose()
