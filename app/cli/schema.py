"""Bring the database's schema to the version of the code."""

import logging

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from app.platform.db import database


def bring_up_to_date() -> None:
    """Run the migrations that are missing; a database that has them all is left alone."""
    if not is_up_to_date():
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade()


def is_up_to_date() -> bool:
    """Tell whether the database has the schema that the code expects."""
    config = Config()
    config.set_main_option("script_location", current_app.extensions["migrate"].directory)
    heads = ScriptDirectory.from_config(config).get_heads()
    with database.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)
