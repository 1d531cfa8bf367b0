"""Measure a pass: signed, drawn as a vector picture, as a bitmap. In this process, by CPU time."""

import os
import time
import uuid
from collections.abc import Callable

from app import tickets
from bench.figures import middle
from bench.report import Part
from bench.run import Run

_PREFIX = "https://rally.example/t#"
_HEAD = ("one pass", "CPU ms", "bytes")


def measure(run: Run) -> Part:
    """Sign and draw many passes; say what one costs."""
    key = tickets.new_event_key(str(uuid.uuid4()), os.urandom)
    secrets = [os.urandom(13).hex().upper() for _ in range(50 if run.quick else 500)]

    def signed(secret: str) -> str:
        attendee = tickets.TicketClass.ATTENDEE
        return tickets.issue(key, b"i" * 16, secret, people=3, ticket_class=attendee)

    kinds: dict[str, Callable[[str], str | bytes]] = {
        "signed code": signed,
        "signed and drawn as SVG": lambda secret: tickets.svg(signed(secret), _PREFIX),
        "signed and drawn as PNG": lambda secret: tickets.png(signed(secret), _PREFIX),
    }
    rows = [
        _row(name, [_cost(make, secrets) for _ in range(run.rounds)])
        for name, make in kinds.items()
    ]
    return Part("tickets", _HEAD, rows)


def _cost(make: Callable[[str], str | bytes], secrets: list[str]) -> tuple[float, int]:
    """Return the milliseconds of CPU of one, and the bytes of the longest."""
    start = time.process_time()
    made = [make(secret) for secret in secrets]
    spent = time.process_time() - start
    return spent / len(secrets) * 1000, max(map(len, made))


def _row(name: str, found: list[tuple[float, int]]) -> tuple[str, ...]:
    return (
        name,
        f"{middle([spent for spent, _ in found]):.2f}",
        f"{max(size for _, size in found):,}",
    )
