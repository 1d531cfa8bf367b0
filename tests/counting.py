"""Count the questions that the database is asked, so that none hides in a loop."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from app.platform.db import database

_COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE")
_EDITION = "FROM edition"  # asked by the page layer, at most once a second


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Gather the statements of the block, in their order."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(_COUNTED) and _EDITION not in statement:
            asked.append(statement)

    with app.app_context():
        engine = database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
