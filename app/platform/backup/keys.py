"""Keep the one copy of the keys, and remember where it is, so that destroying a key reaches it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.platform.instance_key import INSTANCE_KEY, NEXT_KEY, keys_in
from app.platform.key_files import alone_in

from .aside import set_aside
from .errors import CannotCopy
from .files import own_folder, written_whole

# In this order: what wraps the others is replaced after them.
_KINDS = ("*.sealed", INSTANCE_KEY)
_LIST = "copies.txt"


def copy_keys(keys: Path, copy: Path) -> None:
    """Make a folder hold the keys that exist now, and no other.

    The folder is remembered before, and what was destroyed meanwhile is taken out after: whichever
    comes first, a destroyed key is in no copy.

    Raises:
        CannotCopy: the folder holds the keys of another instance, or these are just being replaced.
    """
    with alone_in(keys):
        _refuse_foreign(keys, copy)
        own_folder(copy)
        _remember(keys, copy)
        for draft in copy.glob(".*.sealed.*"):  # of a backup that was killed
            draft.unlink(missing_ok=True)
        with _old_and_new_at_hand(keys, copy):
            for key in _in(keys):
                _copy(key, copy / key.name)
        for destroyed in left_over(keys, copy):
            destroyed.unlink(missing_ok=True)


@contextmanager
def keys_put_back(copy: Path, keys: Path) -> Iterator[None]:
    """Put a copy of the keys in their place, unless what is done meanwhile fails."""
    with set_aside(keys):
        own_folder(keys)
        for key in _in(copy):
            _copy(key, keys / key.name)
        _remember(keys, copy.resolve())
        yield


def left_over(keys: Path, copy: Path) -> list[Path]:
    """Return the files of a copy whose keys are destroyed."""
    return [key for key in _in(copy) if not (keys / key.name).exists()]


def is_behind(keys: Path, copy: Path) -> bool:
    """Tell whether a copy holds a key of the instance that was replaced."""
    theirs = copy / INSTANCE_KEY
    return theirs.exists() and theirs.read_bytes() != (keys / INSTANCE_KEY).read_bytes()


def destroy_copies(keys: Path, name: str) -> None:
    """Destroy a key in every copy that can be reached."""
    for copy in known_copies(keys):
        (copy / name).unlink(missing_ok=True)


def known_copies(keys: Path) -> list[Path]:
    """Return the folders that the keys were ever copied to."""
    try:
        return [Path(line) for line in (keys / _LIST).read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        return []


def _in(folder: Path) -> list[Path]:
    return sorted(path for kind in _KINDS for path in folder.glob(kind))


def _copy(key: Path, target: Path) -> None:
    try:
        content = key.read_bytes()
    except FileNotFoundError:  # destroyed since we looked
        return
    with written_whole(target) as draft:
        draft.write_bytes(content)


def _remember(keys: Path, copy: Path) -> None:
    known = known_copies(keys)
    if copy in known:
        return
    lines = [str(folder) for folder in [*known, copy]]
    with written_whole(keys / _LIST) as draft:
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _refuse_foreign(keys: Path, copy: Path) -> None:
    if (keys / NEXT_KEY).exists():
        raise CannotCopy("The instance's key is just being replaced. Try again.")
    (ours,), theirs = keys_in(keys), next(keys_in(copy), None)
    if theirs is not None and theirs.instance_id != ours.instance_id:
        raise CannotCopy(f"{copy} holds the keys of another instance. Choose another folder.")


@contextmanager
def _old_and_new_at_hand(keys: Path, copy: Path) -> Iterator[None]:
    """Let a copy open all its files, whichever of two instance's keys wraps them, at any moment."""
    if is_behind(keys, copy):
        _copy(keys / INSTANCE_KEY, copy / NEXT_KEY)
    yield
    (copy / NEXT_KEY).unlink(missing_ok=True)
