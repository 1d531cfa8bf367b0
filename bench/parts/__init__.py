"""The parts of the bench, in the order in which they run."""

from collections.abc import Callable, Mapping

from bench.parts import gate, lists, pages, rsvp, rush, tickets
from bench.report import Part
from bench.run import Run

ALL: Mapping[str, Callable[[Run], Part]] = {
    "pages": pages.measure,
    "lists": lists.measure,
    "rsvp": rsvp.measure,
    "rush": rush.measure,
    "tickets": tickets.measure,
    "gate": gate.measure,
}
