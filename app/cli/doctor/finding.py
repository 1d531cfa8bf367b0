"""Say what is wrong and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: a problem ends with exit code 1, a warning does not."""

    PROBLEM = "problem"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    level: Level
    what: str
    advice: str


def problem(what: str, advice: str) -> Finding:
    """Return something that must be mended."""
    return Finding(Level.PROBLEM, what, advice)


def warning(what: str, advice: str) -> Finding:
    """Return something to know about."""
    return Finding(Level.WARNING, what, advice)
