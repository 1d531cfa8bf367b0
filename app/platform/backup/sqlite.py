"""Copy a SQLite database while it is in use, and put a copy in its place."""

import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from sqlalchemy import URL

from .aside import set_aside
from .errors import CannotRestore, Damaged
from .files import own_folder, written_whole


class SqliteCopies:
    """The copies of one database file."""

    suffix = ".db"

    def __init__(self, url: URL) -> None:
        self._path = Path(url.database or "")

    def take(self, target: Path) -> None:
        """Write all that is committed now to a new file; writers go on meanwhile.

        `VACUUM INTO` reads one state of the database, and copies nothing of deleted rows.
        """
        with written_whole(target) as draft:
            with closing(_readable(self._path)) as connection:
                connection.execute("VACUUM INTO ?", (str(draft),))
            _check(draft)

    def revision(self, copy: Path) -> str:
        """Return the version of a copy's schema, once every page of it has been read.

        Raises:
            Damaged: it is not whole, or not a copy of ours.
        """
        _check(copy)
        with closing(_readable(copy)) as connection:
            try:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            except sqlite3.DatabaseError:
                row = None
        if row is None:
            raise Damaged(f"{copy} is no copy of a Turnout database.")
        return str(row[0])

    def is_empty(self) -> bool:
        """Tell whether there is nothing to lose."""
        if not self._path.exists() or self._path.stat().st_size == 0:
            return True
        with closing(_readable(self._path)) as connection:
            try:
                return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
            except sqlite3.DatabaseError:
                return False

    def put_back(self, copy: Path) -> None:
        """Put a copy in the database's place; the database is kept until the copy stands.

        Raises:
            CannotRestore: somebody has the database open.
        """
        self._refuse_while_open()
        own_folder(self._path.parent)
        with ExitStack() as replaced:
            for part in ("", "-wal", "-shm"):
                path = self._path.with_name(self._path.name + part)
                replaced.enter_context(set_aside(path))
            with written_whole(self._path) as draft:
                shutil.copyfile(copy, draft)
            _check(self._path)

    def _refuse_while_open(self) -> None:
        """Leave WAL mode: SQLite grants that only to the last one who has the file open."""
        if not self._path.exists():
            return
        with closing(sqlite3.connect(self._path, timeout=1)) as connection:
            try:
                connection.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError:
                raise CannotRestore(f"{self._path} is in use. Stop the server first.") from None
            except sqlite3.DatabaseError:  # it is broken: that is why it is replaced
                return


def _check(path: Path) -> None:
    try:
        with closing(_readable(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise Damaged(f"{path}: {error}.") from None
    if found != ("ok",):
        raise Damaged(f"{path}: {found[0]}.")


def _readable(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
