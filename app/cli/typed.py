"""Read days, hours and moments that are typed as options."""

from datetime import date, datetime, time
from typing import Any

import click

from app import events


class Day(click.ParamType[date]):
    """A day such as 2027-02-08."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:  # click's own signature
        """Read the day."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is not a day like 2027-02-08.", param, ctx)


class Hour(click.ParamType[time | str]):
    """An hour such as 14:00, or "none" for to be announced."""

    name = "HH:MM"

    def convert(self, value: Any, param: Any, ctx: Any) -> time | str:  # click's own signature
        """Read the hour; "none" takes it back."""
        if value == "none":
            return ""
        try:
            return events.local_hour(value)
        except ValueError:
            self.fail(f"{value} is not an hour like 14:00.", param, ctx)


class Moment(click.ParamType[datetime | str]):
    """A local moment such as 2027-02-01T09:00, or "none"."""

    name = "YYYY-MM-DDTHH:MM"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime | str:  # click's own signature
        """Read the moment; "none" takes it back."""
        if value == "none":
            return ""
        try:
            return events.local_moment(value)
        except ValueError:
            self.fail(f"{value} is not a moment like 2027-02-01T09:00.", param, ctx)
