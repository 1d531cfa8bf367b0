"""Remember when housekeeping was last done, by an empty file that all processes can see."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

START_LOCK = "start.lock"
_FILE = "housekeeping.done"
_LOCK = "housekeeping.lock"


@contextmanager
def alone(data_dir: Path) -> Iterator[bool]:
    """Tell whether no other process does a round now; none begins before this one ends."""
    with (data_dir / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


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
