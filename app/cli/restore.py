"""Put back what `backup` copied."""

from contextlib import nullcontext
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.backup import KEYS, databases
from app.cli.saying import refusing, remark, told
from app.cli.schema import Version, version_of
from app.kernel.act import Actor
from app.platform import backup as copying
from app.platform.backup import CannotRestore, Copies
from app.platform.instance_key import INSTANCE_KEY
from app.platform.moment import current_act
from app.platform.vault import Vault, vault

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command("restore")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--keys", type=_FOLDER, help="Where the copy of the keys is, if not beside it.")
@click.option("--force", is_flag=True, help="Replace what the data folder holds.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
@with_appcontext
def restore(path: Path, keys: Path | None, force: bool, as_json: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Put back the latest copy in the folder PATH, or the copy of the database PATH.

    The copy is checked first, and what it replaces is kept until it stands. A data folder that has
    the keys of the same instance keeps them: what was destroyed since stays destroyed.
    """
    del as_json
    with refusing():
        copies = copying.of_database()
        chosen = _chosen(path, copies.suffix)
        revision = _usable_revision(copies, chosen)
        other_keys = _keys_to_take(keys or chosen.parent / KEYS)
        is_fresh = copies.is_empty() and not (other_keys and vault().names())
        if not is_fresh and not force:
            raise CannotRestore(
                "This data folder is in use already. Choose an empty one with DATA_DIR, or say "
                "--force to replace what it holds."
            )
        with copying.keys_put_back(other_keys, vault().folder) if other_keys else nullcontext():
            copies.put_back(chosen)
    remark(f"{chosen.name} is in place, its schema is {revision}. Start the server to go on.")
    told({"database": str(chosen), "keys": str(other_keys or vault().folder), "schema": revision})


def _chosen(path: Path, suffix: str) -> Path:
    if path.is_file():
        return path.resolve()
    found = databases(path.resolve(), suffix)
    if not found:
        raise CannotRestore(f"There is no copy turnout-*{suffix} in {path}.")
    return found[-1]


def _usable_revision(copies: Copies, copy: Path) -> str:
    revision = copies.revision(copy)
    if version_of(revision) is Version.NEWER:
        raise CannotRestore(
            f"The copy is of a newer release (schema {revision}). Install that release first."
        )
    return revision


def _keys_to_take(copy: Path) -> Path | None:
    """Return the folder of another instance's keys, once they open; none if ours are the same."""
    ours = vault()
    if not (copy / INSTANCE_KEY).is_file():
        if ours.names():
            return None
        raise CannotRestore(f"There are no keys in {copy}. Say --keys and where they are.")
    theirs = Vault(copy, current_act(Actor.COMMAND).entropy)
    if theirs.instance_id == ours.instance_id:
        return None
    for name in theirs.names():
        theirs.fetch(name)
    return copy
