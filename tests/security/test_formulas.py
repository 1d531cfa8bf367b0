"""V8: no cell of a table that leaves is computed by the spreadsheet that opens it."""

import csv
import io

import pytest
from flask import Flask

from app import calendar
from tests.makers import an_event

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "|", "%")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_no_cell_begins_as_a_formula(app: Flask, begins: str) -> None:
    hostile = f"{begins}HYPERLINK(1)"
    event = an_event(app, title=hostile, summary=hostile, place=hostile)

    rows = list(csv.reader(io.StringIO(calendar.as_table([event]))))

    cells = [cell for row in rows[1:] for cell in row if cell]
    assert f"'{hostile}" in cells
    assert [cell for cell in cells if cell.startswith(BEGINNINGS)] == []
