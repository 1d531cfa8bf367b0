"""Describe what a row of a file says, whatever kind of file it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from app.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says, in plain words; empty where it says nothing."""

    words: Mapping[str, str]
    starts_on: date
    starts_at: time | None = None
    ends_on: date | None = None
    ends_at: time | None = None
    timezone: str = ""
    language: str = ""
    uid: str = ""
    slug: str = ""
    contact: str = ""
    campaign: str = ""


# The title, as far as it can be read, and what the row says, or why it cannot be read.
Read = tuple[str, Told | Invalid]
