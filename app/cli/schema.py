"""Compare the database's schema with what the code expects, and bring it there."""

import logging
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import column, select, table

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


_VERSION = table("alembic_version", column("version_num"))

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
    with database.engine.connect() as connection:
        if not connection.dialect.has_table(connection, _VERSION.name):
            return None
        return connection.scalars(select(_VERSION.c.version_num)).one_or_none()


def version_of(revision: str | None) -> Version:
    """Tell how a schema's version stands to the code."""
    if revision is None:
        return Version.MISSING
    known = _revisions()
    if revision not in known:
        return Version.NEWER
    return Version.SAME if revision == known[-1] else Version.OLDER


def _revisions() -> list[str]:
    """Return the versions in their order, by the names of their files: alembic takes 12 MB."""
    folder = Path(current_app.extensions["migrate"].directory) / "versions"
    return sorted(file.name.partition("_")[0] for file in folder.glob("[0-9]*_*.py"))
