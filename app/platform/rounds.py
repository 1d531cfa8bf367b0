"""Remember when housekeeping was last done, by an empty file that all processes can see."""

import os
from datetime import UTC, datetime
from pathlib import Path

START_LOCK = "start.lock"
_FILE = "housekeeping.done"


def note(data_dir: Path, now: datetime) -> None:
    """Remember that a round was done."""
    path = data_dir / _FILE
    path.touch(mode=0o600)
    os.utime(path, (now.timestamp(), now.timestamp()))


def last(data_dir: Path) -> datetime | None:
    """Return when the last round was done, if ever."""
    return _time_of(data_dir / _FILE)


def last_start(data_dir: Path) -> datetime | None:
    """Return when a server was last started, if ever; the first round follows soon."""
    return _time_of(data_dir / START_LOCK)


def _time_of(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
