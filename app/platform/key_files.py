"""Write key files whole, one process at a time: a kill leaves the old one or the new one."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep all other processes and threads from writing keys in a folder; a kill lets them in."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def first_or_own(path: Path, content: bytes) -> bytes:
    """Write the file unless there is one; return what stands there.

    The content is linked into place whole: a reader never sees a half-written key.
    """
    if path.exists():
        return path.read_bytes()
    draft = _draft(path, content)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    flush_folder(path.parent)
    return path.read_bytes()


def put_in_place(path: Path, content: bytes) -> None:
    """Replace a file by another content, whole."""
    _draft(path, content).replace(path)
    flush_folder(path.parent)


def destroy_drafts(path: Path, *but: Path) -> None:
    """Destroy what processes left that were killed while they wrote a file."""
    for draft in set(path.parent.glob(f"{path.name}.*")) - set(but):
        draft.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """See to it that names made and deleted in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f"{path.name}.{os.getpid()}-{id(content)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft
