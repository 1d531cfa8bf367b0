"""Look at the database: its schema, its health, its log, its clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app import privacy
from app.cli.doctor.finding import Finding, problem
from app.cli.schema import Version, current_revision, version_of
from app.platform import moment, rounds
from app.platform.db import database
from app.platform.settings import Settings

_LARGE_LOG = 256 * 1024 * 1024
_GRACE = timedelta(hours=1)
_SKEW = timedelta(seconds=10)
_MIB = 1024 * 1024


def schema(settings: Settings) -> Iterator[Finding]:
    """The database is there and has the schema that the code expects."""
    file = _file(settings)
    if file is not None and not file.exists():
        yield problem(f"There is no database {file} yet.", "Start the server: it makes one.")
        return
    try:
        revision = current_revision()
    except SQLAlchemyError as error:
        yield problem(
            f"The database does not answer ({type(error).__name__}).",
            "Start it, or mend DATABASE_URL; a damaged file is put back by flask restore.",
        )
        return
    match version_of(revision):
        case Version.MISSING:
            yield problem("The database is empty.", "Start the server: it makes the tables.")
        case Version.OLDER:
            yield problem(
                f"The schema is old ({revision}): the code expects a newer one.",
                "flask backup, then restart the server: it brings the schema up to date.",
            )
        case Version.NEWER:
            yield problem(
                f"The schema ({revision}) is newer than the code.",
                "Install the newer release again, or restore a copy made before it.",
            )
        case Version.SAME:
            pass


def health(settings: Settings) -> Iterator[Finding]:
    """Every page of a SQLite file is whole, and its write-ahead log is folded in regularly."""
    file = _file(settings)
    if file is None:
        return
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        yield problem(
            f"The database is damaged: {found}.",
            "Stop the server, keep the file, and put the latest copy back: flask restore.",
        )
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size > _LARGE_LOG:
        yield problem(
            f"The write-ahead log has {log.stat().st_size // _MIB} MiB: something reads and never "
            "ends, so that it cannot be folded in.",
            "Restart the server; look for other programs that have the database open.",
        )


def retention(settings: Settings) -> Iterator[Finding]:
    """Nothing is left that should have been destroyed."""
    del settings
    left = privacy.overdue(moment.now() - _GRACE)
    if left:
        yield problem(
            f"{left} events are over for so long that their RSVPs, volunteers or keys should be "
            "gone.",
            "flask housekeeping run; then see that the job process runs.",
        )


def clock(settings: Settings) -> Iterator[Finding]:
    """The clock does not stand before what has happened already, nor apart from the database's."""
    now = moment.now()
    seen = [datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)]
    seen += filter(None, [rounds.last(settings.data_dir)])
    if now + _SKEW < max(seen):
        yield problem(
            f"The clock says {now:%Y-%m-%d %H:%M} UTC, before {max(seen):%Y-%m-%d %H:%M}.",
            "Set it right, by a time service (systemctl status systemd-timesyncd).",
        )
    if _file(settings) is None:
        with database.engine.connect() as connection:
            theirs = connection.execute(select(func.now())).scalar_one()
        if abs(theirs - moment.now()) > _SKEW:
            yield problem(
                f"The clocks of this machine and of the database are "
                f"{abs(theirs - moment.now()).seconds} seconds apart.",
                "Let both follow a time service.",
            )


def _file(settings: Settings) -> Path | None:
    """Return the database's file; a server has none."""
    if not settings.database_url.startswith("sqlite"):
        return None
    return Path(database.engine.url.database or "")
