"""Say who does a deed, when, and where its randomness comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Entropy = Callable[[int], bytes]


class Actor(StrEnum):
    """The kinds of people and processes that do deeds."""

    ATTENDEE = "attendee"
    ORGANISER = "organiser"
    DEVICE = "device"
    HOST = "host"
    COMMAND = "command"
    HOUSEKEEPING = "housekeeping"
    COURIER = "courier"


@dataclass(frozen=True, slots=True)
class By:
    """Who does it: a kind and, for organisers only, the account's id."""

    actor: Actor
    organiser_id: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """The circumstances of one deed, built once at the edge and handed to every verb.

    `now` is an aware datetime in UTC; `entropy(n)` gives n unpredictable bytes.
    """

    now: datetime
    by: By
    entropy: Entropy
