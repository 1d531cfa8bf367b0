"""Routes and programmes: read a line at a time, and laid out to be drawn."""

from datetime import time

import pytest

from app.events.stops import Stop, drawn, stops

NATION, BASTILLE = (48.8483, 2.3959), (48.8532, 2.3692)


@pytest.mark.parametrize(
    ("line", "stop"),
    [
        ("14:00 Place de la Nation", Stop("Place de la Nation", time(14))),
        ("14 h 30 – Nation", Stop("Nation", time(14, 30))),
        ("9h Nation", Stop("Nation", time(9))),
        ("۱۴:۰۰ میدان آزادی", Stop("میدان آزادی", time(14))),
        ("Nation (48.8483, 2.3959)", Stop("Nation", None, NATION)),
        ("۱۴:۰۰ میدان (۴۸٫۸۴۸۳، ۲٫۳۹۵۹)", Stop("میدان", time(14), NATION)),
        ("1848 rue de la Paix", Stop("1848 rue de la Paix")),
        ("25:00 no hour", Stop("25:00 no hour")),
        ("Nation (north side)", Stop("Nation (north side)")),
    ],
)
def test_a_line_is_an_hour_words_and_a_point(line: str, stop: Stop) -> None:
    assert stops(f"\n  {line}\n\n") == [stop]


def test_a_route_is_drawn_as_on_a_map_when_all_points_are_known() -> None:
    sheet = drawn([Stop("a", None, NATION), Stop("b", None, BASTILLE)], leftward=True)

    assert sheet is not None
    (east, south), (west, north) = sheet.points
    assert (sheet.is_map, west < east, north < south) == (True, True, True)
    assert all(0 < x < sheet.width and 0 < y < sheet.height for x, y in sheet.points)


def test_without_a_map_the_stops_stand_on_a_line_that_is_read_on() -> None:
    way = [Stop("a"), Stop("b", None, NATION), Stop("c")]

    onward, back = drawn(way, leftward=False), drawn(way, leftward=True)

    assert onward is not None
    assert back is not None
    assert onward.line == "M20 20L64 20L108 20"
    assert back.points == onward.points[::-1]


@pytest.mark.parametrize("points", [[], [NATION]])
def test_a_way_from_nowhere_is_not_drawn(points: list[tuple[float, float]]) -> None:
    assert drawn([Stop("a", None, point) for point in points], leftward=False) is None


def test_stops_at_one_point_are_drawn_all_the_same() -> None:
    sheet = drawn([Stop("a", None, NATION)] * 2, leftward=False)

    assert sheet is not None
    assert sheet.points == ((20, 20), (20, 20))
