"""The record of processing comes from the code."""

import json

from flask import Flask

from app.platform.db import database


def test_the_register_names_every_personal_column_with_its_protection(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["privacy", "register", "--json"]).stdout

    rows = {row["what"]: row for row in json.loads(printed)["columns"]}
    assert rows["contact.sealed"]["until"].startswith("48 h after the end of the event")
    assert all(row["protected"] and row["why"] and row["until"] for row in rows.values())


def test_all_columns_of_the_database_are_in_the_whole_register(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["privacy", "register", "--json", "--all"]).stdout

    told = {row["what"] for row in json.loads(printed)["columns"]}
    assert told == {
        f"{table.name}.{column.name}"
        for table in database.metadata.sorted_tables
        for column in table.columns
    }
