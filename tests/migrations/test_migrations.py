"""Every migration goes up, down and up again with rows in every table, and ends at the models."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    MetaData,
    Table,
    inspect,
    select,
    text,
    types,
)
from sqlalchemy.exc import IntegrityError

from app.platform.db import database

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"
REVISIONS = [path.name[:4] for path in sorted(VERSIONS.glob("*.py"))]

Rows = dict[str, list[dict[str, Any]]]  # whatever types the columns have


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("WARNING", logger="alembic")


def tables() -> list[Table]:
    found = MetaData()
    found.reflect(database.engine)
    return [table for table in found.sorted_tables if is_ours(table.name)]


def is_ours(name: str | None, *_: object) -> bool:
    """Tell whether a table is no tool's own: neither alembic's nor one of full text."""
    return not str(name).startswith(("alembic_version", "event_search"))


def a_value(column: Column[Any], place: int, filled: Rows) -> object:
    for key in column.foreign_keys:
        return filled[key.column.table.name][0][key.column.name]
    if column.name == "held":
        # The only place of the need is taken already.
        return 0
    samples: tuple[tuple[type[types.TypeEngine[Any]], object], ...] = (
        (types.Boolean, True),
        (types.Integer, 1),
        # What begins stands before what ends.
        (types.DateTime, datetime(2025, 2, 8, 13) + timedelta(hours=place)),  # noqa: DTZ001 - as it is stored
        (types.Date, date(2025, 2, 8)),
        (types.Time, time(14)),
        (types.JSON, {"en": "Place"}),
        (types.LargeBinary, b"x" * 16),
        (types.String, "xx"),
    )
    return next(sample for kind, sample in samples if isinstance(column.type, kind))


def fill() -> Rows:
    """Put a row into every table that has none; return what is in all of them."""
    filled: Rows = {}
    with database.engine.begin() as connection:
        for table in tables():
            found = rows_of(table, connection)
            if not found:
                values = {
                    column.name: a_value(column, place, filled)
                    for place, column in enumerate(table.columns)
                }
                connection.execute(table.insert().values(values))
                found = [values]
            filled[table.name] = found
    return filled


def rows() -> Rows:
    with database.engine.connect() as connection:
        return {table.name: rows_of(table, connection) for table in tables()}


def rows_of(table: Table, connection: Connection) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(table))]


def kept(before: Rows, after: Rows) -> bool:
    """Tell whether everything that still has a place is as it was."""
    return all(
        {name: value for name, value in old.items() if name in new}
        == {name: value for name, value in new.items() if name in old}
        for table in before.keys() & after.keys()
        for old, new in zip(before[table], after[table], strict=True)
    )


def checks() -> dict[str, set[str]]:
    found = inspect(database.engine)
    return {
        table.name: {str(check["name"]) for check in found.get_check_constraints(table.name)}
        for table in tables()
    }


def test_migrations_are_numbered_and_follow_one_another() -> None:
    scripts = ScriptDirectory(str(VERSIONS.parent))

    line = [script.revision for script in scripts.walk_revisions()][::-1]

    assert line == REVISIONS
    assert line == [f"{number:04d}" for number in range(1, len(line) + 1)]


def test_each_goes_up_down_and_up_again_with_rows_in_every_table(bare: Flask) -> None:
    for revision in REVISIONS:
        before = fill()

        upgrade(revision=revision)
        above = fill()
        downgrade()
        below = rows()
        upgrade(revision=revision)

        assert kept(before, above), revision
        assert kept(before, below), revision
        assert kept(before, rows()), revision


@pytest.mark.parametrize("bare", ["sqlite"], indirect=True)
def test_a_migration_after_which_rows_refer_to_nothing_is_undone(
    bare: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade(revision=REVISIONS[0])
    before = fill()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN")
        connection.execute(text("UPDATE party SET event_id = 2"))
        connection.commit()

    with pytest.raises(SystemExit):
        upgrade(revision=REVISIONS[1])

    assert "rows of ['party'] refer to nothing" in caplog.text
    assert rows().keys() == before.keys()


def test_the_way_down_leads_to_an_empty_database(bare: Flask) -> None:
    upgrade()
    fill()

    downgrade(revision="base")

    assert tables() == []


def test_the_migrations_end_where_the_models_are(bare: Flask) -> None:
    upgrade()

    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_ours}
        )
        differences = compare_metadata(context, database.metadata)

    assert differences == []


def test_no_check_of_the_models_is_lost_on_the_way(bare: Flask) -> None:
    upgrade()
    downgrade(revision=REVISIONS[0])
    upgrade()

    wanted = {
        table.name: {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        for table in database.metadata.sorted_tables
    }

    assert checks() == wanted


def test_references_are_watched_again_after_a_migration(bare: Flask) -> None:
    upgrade()

    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql(
                "INSERT INTO event_text (event_id, language, title, summary, description, place, "
                "directions, called_by, bring) VALUES (1, 'fr', '', '', '', '', '', '', '')"
            )
