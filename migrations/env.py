"""Run migrations over the application's own engine, each in one transaction."""

from alembic import context
from flask import current_app

from app.platform.db import Moment, database

context.config.set_main_option("script_location", current_app.extensions["migrate"].directory)


def _render(kind, item, _autogen_context):
    """Write our column types as the plain ones they are stored as."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime()"
    return False


with database.engine.connect() as connection:
    context.configure(
        connection=connection.execution_options(turnout_writes=True),
        target_metadata=database.metadata,
        render_as_batch=True,
        render_item=_render,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
