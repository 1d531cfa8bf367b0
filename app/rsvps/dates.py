"""Make the dates of series ahead, each with as many places as the first one had."""

from app import events
from app.kernel.act import Act
from app.platform.db import transaction

from .rooms import copy_room


def make_dates(act: Act) -> int:
    """Make the dates that are due; return how many. Opens its own transactions, one a date."""
    return sum(make_date(due, act) for due in events.dates_due(act.now))


def make_date(due: events.DateDue, act: Act) -> bool:
    """Make a date of a series; tell whether it was not there yet. Opens its own transaction."""
    with transaction():
        made = events.make_date(due, act)
        if made is not None:
            copy_room(due.model_id, made, act)
    return made is not None
