"""Keep the rows: the engine, its pragmas, and the one function that commits.

SQLite runs in WAL mode with `synchronous=FULL`: with NORMAL a committed RSVP can vanish when the
power fails. Reads are deferred transactions; a deed takes the write lock from its first statement,
because a deferred transaction that turns into a writer fails at once under load instead of waiting.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from app.platform.settings import Settings

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=10000",
)
_CONNECTIONS = 16
_DEED = "turnout_deed"

Value = TypeVar("Value")

# Threads of one process queue here instead of in SQLite's busy handler, which sleeps up to 100 ms
# between tries and serves nobody in order.
_one_writer = threading.Lock()


class Base(DeclarativeBase):
    """The tables of every domain, with constraint names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


database = SQLAlchemy(model_class=Base, disable_autonaming=True)


class Moment(TypeDecorator[datetime]):
    """An instant: aware and in UTC in Python, without zone in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without zone: it would be read as UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant its zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


def table_of(model: type[Base]) -> Table:
    """Return the table of a model: statements over it do without the object-relational half."""
    return Base.metadata.tables[model.__tablename__]


def init(app: Flask, settings: Settings) -> None:
    """Connect the application to its database."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "pool_size": _CONNECTIONS,
        "max_overflow": 0,
        "pool_pre_ping": not settings.database_url.startswith("sqlite"),
        # What a failed statement was about stays out of the logs.
        "hide_parameters": True,
    }
    database.init_app(app)
    with app.app_context():
        if database.engine.dialect.name == "sqlite":
            _tune_sqlite(database.engine)


def session() -> Session:
    """Return the session of the request or command at hand."""
    return database.session()


def let_go_of_connections() -> None:
    """Close every connection of this process: a copy of it must not inherit them."""
    database.session.remove()
    database.engine.dispose()


@contextmanager
def transaction() -> Iterator[None]:
    """Do one deed: everything inside is kept together, or nothing is.

    Opened in the way in, after validation, around one verb. What was read before is forgotten, so
    that the verb decides on what it reads under the lock.
    """
    current = session()
    if _writes(current):
        raise RuntimeError("one deed at a time: a transaction is open already")
    current.rollback()
    sqlite = current.get_bind().dialect.name == "sqlite"
    with _one_writer if sqlite else nullcontext():
        current.connection(execution_options={"turnout_writes": True})
        current.info[_DEED] = True
        try:
            yield
        except BaseException:
            current.rollback()
            raise
        finally:
            del current.info[_DEED]
        current.commit()


def done(deed: Callable[[], Value]) -> Value:
    """Do a deed and keep it; return what it gave."""
    with transaction():
        return deed()


def rehearsed(deed: Callable[[], Value]) -> Value:
    """Do a deed and take back what it wrote into the database; return what it gave."""
    with suppress(_TakenBack), transaction():
        given = deed()
        raise _TakenBack
    return given


class _TakenBack(Exception):
    """End a transaction so that nothing of it stays."""


def in_deed() -> bool:
    """Tell whether a deed is being done: what it reads may never be committed."""
    return _DEED in session().info


def insert_unless_there(table: type[Base], **values: object) -> None:
    """Insert a row; one with the same key stays as it is."""
    session().execute(_insert(table).values(**values).on_conflict_do_nothing())


def count_up(table: type[Base], column: str, **key: object) -> None:
    """Count one more in the row with this primary key, which is made if need be."""
    counted = _insert(table).values(**{column: 1}, **key)
    more = {column: getattr(table, column) + 1}
    session().execute(counted.on_conflict_do_update(index_elements=list(key), set_=more))


def release() -> None:
    """Give the connection back, so that nothing is held while we wait for somebody else."""
    session().rollback()


def erase_free_space() -> None:
    """Empty the write-ahead log, so that deleted rows leave no copy in it (SQLite only)."""
    if database.engine.dialect.name != "sqlite":
        return
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")


def _writes(current: Session) -> bool:
    if not current.in_transaction():
        return False
    return bool(current.connection().get_execution_options().get("turnout_writes", False))


def _insert(table: type[Base]) -> "postgresql.Insert | sqlite.Insert":
    on_postgresql = session().get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if on_postgresql else sqlite.insert(table)


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(dbapi_connection: Any, _record: object) -> None:  # sqlite3's own, untyped here
        dbapi_connection.isolation_level = None
        for pragma in _PRAGMAS:
            dbapi_connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("turnout_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
