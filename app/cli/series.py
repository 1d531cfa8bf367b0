"""Let actions come back: start a series, add a city, leave days out, end it."""

from datetime import date

import click
from flask.cli import AppGroup

from app import events, rsvps
from app.cli.saying import refusing, told
from app.cli.typed import Day
from app.kernel.act import Actor
from app.kernel.ids import EventId
from app.platform.db import transaction
from app.platform.moment import current_act

series = AppGroup("series", help="Let actions come back: each date is an event of its own.")

_rule = click.option(
    "--rule",
    required=True,
    help="As in calendars: FREQ=WEEKLY;BYDAY=TU, or FREQ=MONTHLY;BYDAY=1SA; "
    "with INTERVAL, UNTIL or COUNT.",
)
_first = click.option("--from", "first", required=True, help="The event that is the first date.")
_json = click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")


@series.command("start")
@click.argument("slug")
@_first
@_rule
@_json
def start(slug: str, first: str, rule: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Let an event be the first of a series; its dates are made eight weeks ahead."""
    del as_json
    with refusing():
        with transaction():
            events.start_series(_event(first), slug, rule, current_act(Actor.COMMAND))
        _make_and_tell(slug)


@series.command("add")
@click.argument("slug")
@_first
@_rule
@_json
def add(slug: str, first: str, rule: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Let a series happen in another city, too, beginning with an event there."""
    del as_json
    with refusing():
        with transaction():
            events.add_strand(slug, _event(first), rule, current_act(Actor.COMMAND))
        _make_and_tell(slug)


@series.command("skip")
@click.argument("slug")
@click.option("--date", "days", type=Day(), multiple=True, required=True, help="A day without it.")
@_json
def skip(slug: str, days: tuple[date, ...], as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Leave days out; dates that were made already are cancelled like any event."""
    del as_json
    with refusing():
        with transaction():
            events.skip(slug, days, current_act(Actor.COMMAND))
        _make_and_tell(slug)


@series.command("end")
@click.argument("slug")
@click.option("--date", "last", type=Day(), required=True, help="The last day on which it may be.")
@_json
def end(slug: str, last: date, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Make no dates after a day."""
    del as_json
    with refusing():
        with transaction():
            events.end_series(slug, last, current_act(Actor.COMMAND))
        _make_and_tell(slug)


def _make_and_tell(slug: str) -> None:
    made = rsvps.make_dates(current_act(Actor.COMMAND))
    told({"series": slug, "made": made})


def _event(slug: str) -> EventId:
    found = events.find(slug)
    if found is None:
        raise events.EventNotFound(slug)
    return found.id
