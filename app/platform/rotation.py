"""Give an instance a new key, and wrap all its key files by that one, while it runs.

The new key stands beside the old one until every file is wrapped by it, then takes its place in one
step. Whoever reads meanwhile tries both; whoever writes waits. Killed anywhere, it is finished by
whoever opens the keys next: docs/adr/0031-key-rotation.md.
"""

from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag

from app.kernel.act import Entropy
from app.platform.backup.errors import CannotCopy
from app.platform.backup.keys import copy_keys, known_copies
from app.platform.instance_key import INSTANCE_KEY, NEXT_KEY, InstanceKey
from app.platform.key_files import (
    alone_in,
    first_or_own,
    flush_folder,
    put_in_place,
)


def rotate(folder: Path, entropy: Entropy) -> int:
    """Replace the instance's key, in the copies that can be reached, too; return how many keys."""
    with alone_in(folder):
        successor = _read(folder / INSTANCE_KEY).successor(entropy)
        first_or_own(folder / NEXT_KEY, successor.to_bytes())
    wrapped = finish_rotation(folder, entropy)
    for copy in known_copies(folder):
        # One that cannot be reached, or is another instance's by now, is named by `flask doctor`.
        with suppress(CannotCopy, OSError):
            if copy.is_dir():
                copy_keys(folder, copy)
    return wrapped


def finish_rotation(folder: Path, entropy: Entropy) -> int:
    """Go on where a rotation was stopped, if one was; return how many keys the new one wraps."""
    if not (folder / NEXT_KEY).exists():
        return 0
    with alone_in(folder):
        if not (folder / NEXT_KEY).exists():
            return 0
        old, new = _read(folder / INSTANCE_KEY), _read(folder / NEXT_KEY)
        files = sorted(folder.glob("*.sealed"))
        for file in files:
            _wrap_anew(file, old, new, entropy)
        (folder / NEXT_KEY).replace(folder / INSTANCE_KEY)
        flush_folder(folder)
    return len(files)


def _wrap_anew(file: Path, old: InstanceKey, new: InstanceKey, entropy: Entropy) -> None:
    """Wrap a key by the new one; one that the old one does not open is new already, or damaged."""
    try:
        key = old.unwrap(file.stem, file.read_bytes())
    except (InvalidTag, ValueError):
        return
    put_in_place(file, new.wrap(file.stem, key, entropy))


def _read(path: Path) -> InstanceKey:
    return InstanceKey.from_bytes(path.read_bytes())
