"""Keep what is replaced until its successor stands."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import CannotRestore

LEFT_ASIDE = ".before-restore"


@contextmanager
def set_aside(path: Path) -> Iterator[None]:
    """Move a file or folder away while another takes its place; move it back if that fails.

    Raises:
        CannotRestore: an earlier attempt was interrupted, and what it moved away still lies there.
    """
    aside = path.with_name(path.name + LEFT_ASIDE)
    if aside.exists():
        raise CannotRestore(
            f"An earlier restore was interrupted: what stood before is in {aside}. "
            "Move it back to its name, or away, and try again."
        )
    if path.exists():
        path.rename(aside)
    try:
        yield
    except BaseException:
        _remove(path)
        if aside.exists():
            aside.rename(path)
        raise
    _remove(aside)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
