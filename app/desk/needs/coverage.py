"""Lay out who is missing: a grid of roles and shifts, and the sums above it. No query here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from app import events, volunteers

_AROUND = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A shift, with the need of each role or nothing, in the order of the grid's roles."""

    shift: volunteers.Shift
    cells: tuple[volunteers.Need | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The roles that are needed at all, and the shifts of each local day."""

    roles: tuple[volunteers.roles.Role, ...]
    days: tuple[tuple[date, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers of places over all needs."""

    taken: int
    least: int
    missing: int


def grid_of(needs: Sequence[volunteers.Need], event: events.Event) -> Grid:
    """Return the grid; the needs come in the order of time."""
    zone = ZoneInfo(event.timezone)
    asked = {need.role.key for need in needs}
    roles = tuple(role for role in volunteers.roles.every() if role.key in asked)
    rows = [
        _row(shift, {need.role.key: need for need in together}, roles)
        for shift, together in groupby(needs, key=lambda need: need.shift)
    ]
    days = groupby(rows, key=lambda row: row.shift.starts.astimezone(zone).date())
    return Grid(roles, tuple((day, tuple(together)) for day, together in days))


def sums_of(needs: Sequence[volunteers.Need]) -> Sums:
    """Return the sums."""
    return Sums(
        taken=sum(need.taken for need in needs),
        least=sum(need.numbers.least for need in needs),
        missing=sum(need.missing for need in needs),
    )


def strays(needs: Sequence[volunteers.Need], event: events.Event) -> int:
    """Count the needs further than a day from the event: was it moved, or a date mistyped?"""
    earliest = event.schedule.begins() - _AROUND
    latest = event.schedule.over() + _AROUND
    return sum(need.shift.ends < earliest or need.shift.starts > latest for need in needs)


def _row(
    shift: volunteers.Shift,
    by_role: dict[str, volunteers.Need],
    roles: Sequence[volunteers.roles.Role],
) -> Row:
    return Row(shift, tuple(by_role.get(role.key) for role in roles))
