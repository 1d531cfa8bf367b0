"""Take a file in, row by row, and say of each what became of it while the next is taken."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app import calendar, events, rsvps
from app.desk.events.forms import words_for
from app.kernel.act import Act
from app.kernel.errors import Conflict, Invalid
from app.platform.db import done, rehearsed
from app.platform.i18n import lazy_gettext

_WORDS = {
    events.Arrival.ADDED: lazy_gettext("added"),
    events.Arrival.TRANSLATED: lazy_gettext("text added in a further language"),
    events.Arrival.THERE: lazy_gettext("there already, left as it is"),
}
_FORESEEN = {
    events.Arrival.ADDED: lazy_gettext("can be added"),
    events.Arrival.TRANSLATED: lazy_gettext("can be added as a text in a further language"),
    events.Arrival.THERE: lazy_gettext("there already, will be left as it is"),
}
_PROBLEMS = {
    ("file", "without_head"): lazy_gettext(
        "This is neither a calendar nor a table with a head: title, date, place."
    ),
    ("file", "empty"): lazy_gettext("There is no event in this file."),
    ("file", "too_long"): lazy_gettext("This file has more than 5,000 events."),
    ("file", "malformed"): lazy_gettext("it cannot be read"),
    ("starts_on", "missing"): lazy_gettext("no day is said"),
    ("starts_on", "malformed"): lazy_gettext("the day cannot be read"),
    ("starts_at", "malformed"): lazy_gettext("the hour cannot be read"),
    ("ends_on", "malformed"): lazy_gettext("the last day cannot be read"),
    ("ends_at", "malformed"): lazy_gettext("the hour of the end cannot be read"),
    ("language", "unknown"): lazy_gettext("this language is not spoken here"),
    ("campaign", "unknown"): lazy_gettext("there is no such campaign here"),
    ("slug", "taken"): lazy_gettext("another event has this address"),
    ("repeats", "not_supported"): lazy_gettext(
        "it comes back: bring each date in as a row of its own, or make it a series on the desk"
    ),
    ("state", "cancelled"): lazy_gettext("it is cancelled"),
}
_OFF = lazy_gettext("it was called off here")

Deed = Callable[[events.Draft], events.Arrival]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a row."""

    number: int
    title: str
    said: Any  # lazy texts are not str
    is_problem: bool


@dataclass(slots=True)
class Report:
    """The lines, which are made while they are read, and how many there were of each kind."""

    lines: Iterator[Line] = field(default_factory=lambda: iter(()))
    good: int = 0
    problems: int = 0


def check(found: Iterable[calendar.Row], act: Act) -> Report:
    """Say what would become of each row."""
    return _report(
        found, lambda draft: rehearsed(lambda: events.bring_in(draft, act)[0]), _FORESEEN
    )


def take(found: Iterable[calendar.Row], act: Act) -> Report:
    """Take each row in as a draft."""
    return _report(found, lambda draft: done(lambda: _bring_in(draft, act)), _WORDS)


def take_and_publish(found: Iterable[calendar.Row], act: Act) -> Report:
    """Take each row in and publish what is new."""
    return _report(found, lambda draft: done(lambda: _publish(draft, act)), _WORDS)


def _report(
    found: Iterable[calendar.Row], deed: Deed, words: Mapping[events.Arrival, Any]
) -> Report:
    report = Report()
    report.lines = _lines(report, found, deed, words)
    return report


def _lines(
    report: Report, found: Iterable[calendar.Row], deed: Deed, words: Mapping[events.Arrival, Any]
) -> Iterator[Line]:
    for row in found:
        try:
            arrival = deed(_readable(row))
        except Invalid as refusal:
            report.problems += 1
            yield Line(row.number, row.title, why(refusal), is_problem=True)
        except Conflict:
            report.problems += 1
            yield Line(row.number, row.title, _OFF, is_problem=True)
        else:
            report.good += 1
            yield Line(row.number, row.title, words[arrival], is_problem=False)


def _readable(row: calendar.Row) -> events.Draft:
    if row.draft is None:
        raise row.problem or Invalid("file", "malformed")
    return row.draft


def _bring_in(draft: events.Draft, act: Act) -> events.Arrival:
    arrival, event_id = events.bring_in(draft, act)
    rsvps.open_room(event_id, None, True, act)  # noqa: FBT003 - with a waitlist
    return arrival


def _publish(draft: events.Draft, act: Act) -> events.Arrival:
    arrival, event_id = events.bring_in(draft, act)
    rsvps.open_room(event_id, None, True, act)  # noqa: FBT003 - with a waitlist
    if arrival is events.Arrival.ADDED:
        events.publish(event_id, act)
    return arrival


def why(refusal: Invalid) -> Any:  # lazy texts are not str
    """Say why a file, or a row of it, cannot be taken in."""
    return _PROBLEMS.get((refusal.field, refusal.reason)) or words_for(refusal)
