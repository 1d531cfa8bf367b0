"""Look at the data folder: who may read it, which keys are there, how much room is left."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from app import privacy
from app.cli.doctor.finding import Finding, problem
from app.kernel.errors import Refusal
from app.platform import moment
from app.platform.backup import LEFT_ASIDE, is_behind, known_copies, left_over
from app.platform.settings import Settings
from app.platform.vault import vault

_OTHERS = 0o077
_ROOM = 200 * 1024 * 1024
_MIB = 1024 * 1024


def permissions(settings: Settings) -> Iterator[Finding]:
    """Nobody but the instance's own user reads or owns what is in the data folder."""
    folders = (settings.data_dir, vault().folder)
    paths = [*folders, *(path for folder in folders for path in folder.iterdir())]
    for path in dict.fromkeys(paths):
        status = path.stat()
        if status.st_mode & _OTHERS:
            yield problem(
                f"{path} is open to other users (mode {status.st_mode & 0o777:o}).",
                f"chmod -R go= {settings.data_dir}",
            )
        if status.st_uid != os.geteuid():
            yield problem(
                f"{path} belongs to user {status.st_uid}, and this is user {os.geteuid()}.",
                "Run commands as the user of the service, or give it the folder: chown -R.",
            )
    for folder in folders:
        if not os.access(folder, os.W_OK | os.X_OK):
            yield problem(f"{folder} cannot be written.", "Give it to the user of the service.")


def keys(settings: Settings) -> Iterator[Finding]:
    """Every key that is needed is there and opens; none that was destroyed is left in a copy."""
    for name in privacy.missing_keys(moment.now()):
        yield problem(
            f"The key {name} is missing, and an event needs it.",
            f"Copy {name}.sealed from the backup's keys/ to {vault().folder}.",
        )
    for name in vault().names():
        try:
            vault().fetch(name)
        except (Refusal, OSError):
            yield problem(
                f"The key {name} cannot be opened: damaged, or of another instance.",
                f"Copy {name}.sealed from the backup's keys/ to {vault().folder}.",
            )
    for copy in known_copies(vault().folder):
        if left_over(vault().folder, copy):
            yield problem(
                f"{copy} holds keys that were destroyed here.", f"flask backup {copy.parent}"
            )
        if is_behind(vault().folder, copy):
            yield problem(
                f"{copy} holds a key of this instance that was replaced.",
                f"flask backup {copy.parent}",
            )
    del settings


def remains(settings: Settings) -> Iterator[Finding]:
    """No restore was interrupted."""
    for path in settings.data_dir.glob(f"*{LEFT_ASIDE}"):
        yield problem(
            f"A restore was interrupted: {path} is what stood before.",
            "Move it back to its name without the ending, or delete it.",
        )


def room(settings: Settings) -> Iterator[Finding]:
    """The disk has room for the database to grow and to be copied."""
    needed = _ROOM + 2 * _size(settings.data_dir / "turnout.db")
    free = shutil.disk_usage(settings.data_dir).free
    if free < needed:
        yield problem(
            f"The disk of {settings.data_dir} is nearly full: {free // _MIB} MiB are free, "
            f"{needed // _MIB} should be.",
            "Delete old copies (flask backup --keep 3) or other files, or take a larger disk. "
            "On a full disk no RSVP can be kept.",
        )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
