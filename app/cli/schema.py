"""Compare the database's schema with what the code expects, and bring it there."""

import logging
import sys
from enum import StrEnum

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from app.platform.db import database


class Version(StrEnum):
    """How the schema of a database stands to the code."""

    MISSING = "missing"
    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


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
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade()


def current_revision() -> str | None:
    """Return the version of the database's schema; none in an empty one."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def version_of(revision: str | None) -> Version:
    """Tell how a schema's version stands to the code."""
    if revision is None:
        return Version.MISSING
    config = Config()
    config.set_main_option("script_location", current_app.extensions["migrate"].directory)
    scripts = ScriptDirectory.from_config(config)
    if revision in scripts.get_heads():
        return Version.SAME
    known = {script.revision for script in scripts.walk_revisions()}
    return Version.OLDER if revision in known else Version.NEWER
