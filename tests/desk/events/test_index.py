"""The desk's list of events comes in pages."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from app.desk.events import routes
from tests.makers import TODAY, a_schedule, an_event
from tests.makers.desk import a_desk


@pytest.mark.parametrize(
    ("page", "shown"),
    [(1, ["day-1", "day-2"]), (2, ["day-3", "day--1"]), (3, ["day--2"]), (10**30, ["day--2"])],
)
def test_past_events_follow_the_coming_ones(
    app: Flask, monkeypatch: pytest.MonkeyPatch, page: int, shown: list[str]
) -> None:
    monkeypatch.setattr(routes, "_ON_A_PAGE", 2)
    for day in (3, -2, 1, -1, 2):
        an_event(app, slug=f"day-{day}", schedule=a_schedule(TODAY + timedelta(days=day)))

    answer = a_desk(app).get(f"/desk/?page={page}").text

    assert re.findall(r'<h3><a href="/desk/events/(day-+\d)"', answer) == shown
    assert "of 3" in answer
