"""Give migrations a database of their own to go up and down in, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.platform.db import database
from tests.conftest import DATABASES, fresh_database
from tests.makers.instances import settings_for


@pytest.fixture(params=DATABASES)
def bare(request: pytest.FixtureRequest, worker: str, tmp_path: Path) -> Iterator[Flask]:
    """Return the application on a database without tables, with its context pushed."""
    url = ""
    if request.param == "postgres":
        url = fresh_database(request.getfixturevalue("postgres_url"), f"migrations_{worker}")
    app = create_app(settings_for(tmp_path, url))
    with app.app_context():
        yield app
        database.session.remove()
        database.engine.dispose()
