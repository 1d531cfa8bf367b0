"""Copy what an instance holds while it runs."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.saying import refusing, remark, told
from app.platform import backup as copying
from app.platform.moment import now
from app.platform.settings import Settings
from app.platform.vault import vault

KEYS = "keys"


@click.command("backup")
@click.argument("path", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep", type=click.IntRange(1), help="Delete all copies of the database but N.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
@with_appcontext
def backup(path: Path | None, keep: int | None, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Copy the database and, apart from it, the keys into the folder PATH.

    The server goes on meanwhile. Each run adds one copy of the database, and makes PATH/keys hold
    the keys that exist now and no other. Without PATH: backups/ in the data folder.
    """
    del as_json
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    folder = (path or settings.data_dir / "backups").resolve()
    copies = copying.of_database()
    made = folder / f"turnout-{now():%Y%m%d-%H%M%S-%f}{copies.suffix}"
    with refusing():
        copying.own_folder(folder)
        copies.take(made)
        # After the database: an event's keys are written before the event is.
        copying.copy_keys(vault().folder, folder / KEYS)
    for old in databases(folder, copies.suffix)[:-keep] if keep else []:
        old.unlink()
    remark(f"The database is in {made}, the keys are in {folder / KEYS}.")
    told({"database": str(made), "keys": str(folder / KEYS), "bytes": made.stat().st_size})


def databases(folder: Path, suffix: str) -> list[Path]:
    """Return the copies of the database in a folder, oldest first."""
    return sorted(folder.glob(f"turnout-*{suffix}"))
