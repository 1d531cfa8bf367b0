"""Run migrations over the application's own engine, each in one transaction."""

from contextlib import contextmanager

from alembic import context
from flask import current_app

from app.platform.db import Moment, database

context.config.set_main_option("script_location", current_app.extensions["migrate"].directory)


def _render(kind, item, _autogen_context):
    """Write our column types as the plain ones they are stored as."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime()"
    return False


def _is_ours(name, *_):
    """Leave the tables of full text alone, which are no models."""
    return not str(name).startswith("event_search")


@contextmanager
def _references_ignored(connection):
    """Let SQLite replace a table by a changed copy: dropping the old one would empty its children.

    The pragma does nothing inside a transaction, so it goes to the driver around all of them.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def _check_references(ctx, **_told):
    """Undo a migration after which rows would refer to nothing."""
    if ctx.connection.dialect.name == "sqlite":
        found = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").scalars().all()
        if found:
            raise RuntimeError(f"rows of {sorted(set(found))} refer to nothing")


with database.engine.connect() as connection:
    context.configure(
        connection=connection.execution_options(turnout_writes=True),
        target_metadata=database.metadata,
        render_as_batch=True,
        render_item=_render,
        include_name=_is_ours,
        transaction_per_migration=True,
        transactional_ddl=True,
        on_version_apply=_check_references,
    )
    with _references_ignored(connection), context.begin_transaction():
        context.run_migrations()
