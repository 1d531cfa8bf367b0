"""Write files that outlast a power cut and that only their owner reads."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def own_folder(folder: Path) -> None:
    """Make a folder, if it is not there, that only its owner may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give the path of an empty draft; put it in the target's place once it is on the disk."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
        _flush(draft)
        draft.replace(target)
        _flush(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
