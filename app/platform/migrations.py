"""Know where the migrations are. What runs them is loaded when they run: servers save 12 MB."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from app.platform.db import database

if TYPE_CHECKING:
    from flask_migrate import Migrate


class Migrations:
    """What Flask-Migrate looks for at the application."""

    def __init__(self, folder: Path) -> None:
        self.directory = str(folder)

    @cached_property
    def migrate(self) -> "Migrate":
        """Return the extension, loaded now."""
        from flask_migrate import Migrate  # noqa: PLC0415 - see above

        return Migrate(db=database, directory=self.directory, render_as_batch=True)


def init(app: Flask, folder: Path) -> None:
    """Tell `flask db` and our own commands where the migrations are."""
    app.extensions["migrate"] = Migrations(folder)
