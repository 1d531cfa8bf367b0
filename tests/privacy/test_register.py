"""Every column is classified, once, and personal ones say how people are protected in them."""

from flask import Flask

from app import privacy
from app.platform.db import database
from app.platform.personal_data import Purpose


def test_every_column_of_every_table_is_classified_and_no_other(sqlite_app: Flask) -> None:
    tables = {table.name: set(table.columns.keys()) for table in database.metadata.sorted_tables}

    assert {name: set(columns) for name, columns in privacy.columns().items()} == tables


def test_every_column_says_why_and_until_when() -> None:
    for table, columns in privacy.columns().items():
        for name, column in columns.items():
            assert isinstance(column.purpose, Purpose), f"{table}.{name}"
            assert column.retention, f"{table}.{name}"


def test_personal_columns_say_why_they_may_stand_as_they_do() -> None:
    unprotected = [
        f"{table}.{name}"
        for table, columns in privacy.columns().items()
        for name, column in columns.items()
        if column.personal and not column.protected
    ]

    assert unprotected == []


def test_what_is_not_personal_claims_no_protection() -> None:
    odd = [
        f"{table}.{name}"
        for table, columns in privacy.columns().items()
        for name, column in columns.items()
        if column.protected and not column.personal
    ]

    assert odd == []


def test_no_table_has_a_column_for_what_is_never_kept(sqlite_app: Flask) -> None:
    never = {
        "ip",
        "address",
        "user_agent",
        "referrer",
        "first_name",
        "last_name",
        "phone",
        "secret",
    }

    found = [
        f"{table.name}.{column.name}"
        for table in database.metadata.sorted_tables
        for column in table.columns
        if column.name in never
    ]

    assert found == []
