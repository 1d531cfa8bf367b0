"""Compare the database's schema with what the code expects, and bring it there."""

import logging
import sys
from enum import StrEnum
from typing import Any

import click
from flask import current_app

from app.platform.db import database


class Version(StrEnum):
    """How the schema of a database stands to the code."""

    MISSING = "missing"
    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


class _Later(click.Command):
    """The commands of Flask-Migrate, loaded when one of them is wanted."""

    def make_context(self, *told: Any, **more: Any) -> click.Context:  # click's own signature
        """Hand over to the real group."""
        from flask_migrate.cli import db  # noqa: PLC0415 - as in app.platform.migrations

        context: click.Context = db.make_context(*told, **more)
        return context


db = _Later("db", help="Write migrations, and run them.")


def bring_up_to_date() -> None:
    """Run the migrations that are missing; a database that has them all is left alone."""
    revision = current_revision()
    version = version_of(revision)
    if version is Version.NEWER:
        sys.exit(
            f"The database is of a newer release (schema {revision}). Install that release, or "
            "restore a copy made before it."
        )
    if version is not Version.SAME:
        from flask_migrate import upgrade  # noqa: PLC0415 - as in app.platform.migrations

        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade()


def current_revision() -> str | None:
    """Return the version of the database's schema; none in an empty one."""
    from alembic.migration import MigrationContext  # noqa: PLC0415 - as in app.platform.migrations

    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def version_of(revision: str | None) -> Version:
    """Tell how a schema's version stands to the code."""
    from alembic.config import Config  # noqa: PLC0415 - as in app.platform.migrations
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    if revision is None:
        return Version.MISSING
    config = Config()
    config.set_main_option("script_location", current_app.extensions["migrate"].directory)
    scripts = ScriptDirectory.from_config(config)
    if revision in scripts.get_heads():
        return Version.SAME
    known = {script.revision for script in scripts.walk_revisions()}
    return Version.OLDER if revision in known else Version.NEWER
