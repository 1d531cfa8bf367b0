"""Write the published site as static files, from the command line."""

import shutil
import sys
import tempfile
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.saying import remark, told
from app.platform.settings import Settings

from .writing import SUMS, Mirror, write_site


@click.command("export")
@click.argument("path", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
@with_appcontext
def export(path: Path, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Write the published site into the folder PATH as static files, with their checksums.

    Any web server can show them at the root of a host, as a mirror when this one is under attack.
    An earlier export in PATH is replaced at the end, in one step. Nobody's own pages get there;
    forms lead to BASE_URL. `renew_by` says until when nothing changes by the clock alone.
    """
    del as_json
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - documented
    settings: Settings = app.config["TURNOUT_SETTINGS"]
    folder = path.resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / SUMS).exists():
        sys.exit(f"{folder} holds something else than an export. Name another folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=folder.parent) as apart:
            mirror = write_site(app, Path(apart) / "new", settings.base_url, remark)
            _replace(folder, Path(apart))
    except OSError as error:
        sys.exit(f"{error.filename or folder} cannot be written: {error.strerror}.")
    _tell(mirror, folder)


def _replace(folder: Path, apart: Path) -> None:
    if folder.exists():
        folder.rename(apart / "old")
    shutil.move(apart / "new", folder)


def _tell(mirror: Mirror, folder: Path) -> None:
    remark(f"The site is in {folder}; check it with: sha256sum --check {SUMS}")
    told(
        {
            "folder": str(folder),
            "files": len(mirror.files),
            "bytes": sum(mirror.files.values()),
            "renew_by": mirror.renew_by.isoformat() if mirror.renew_by else None,
        }
    )
