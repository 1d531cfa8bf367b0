"""Tell a program that watches over the instance how it does: numbers of work, never of people."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app

from app import events, outbox
from app.api.answers import answer_in_json
from app.api.team import guard
from app.platform import moment, rounds
from app.platform.settings import Settings

api = Blueprint("api_operations", __name__)
answer_in_json(api)
guard.protect(api)

_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@api.get("/metrics")
def metrics() -> Response:
    """Give the numbers in the text format of Prometheus, version 0.0.4."""
    lines = [
        line
        for name, says, value in _gauges()
        for line in (f"# HELP {name} {says}", f"# TYPE {name} gauge", f"{name} {value:g}")
    ]
    return Response("\n".join(lines) + "\n", content_type=_PROMETHEUS)


def _gauges() -> Iterator[tuple[str, str, float]]:
    """Yield each number's name, what it says, and its value."""
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    now, done = moment.now(), rounds.last(settings.data_dir)
    queue = outbox.queue(now)
    yield "turnout_letters_due", "Letters that wait for the mail server.", queue.letters
    yield "turnout_letters_oldest_seconds", "How long the oldest of them waits.", queue.oldest
    yield "turnout_letters_given_up", "Letters that will not arrive.", queue.given_up
    yield (
        "turnout_events_coming",
        "Published events that are not over.",
        events.count(events.Wanted(span=events.Span.UPCOMING), now),
    )
    if done is not None:
        age = (now - done).total_seconds()
        yield "turnout_housekeeping_age_seconds", "Since data was last destroyed on time.", age
