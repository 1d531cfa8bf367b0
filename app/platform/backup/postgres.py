"""Copy a PostgreSQL database while it is in use, and put a copy back, with its own tools."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, TextClause, create_engine, text

from .errors import CannotCopy, CannotRestore, Damaged
from .files import written_whole

_HOW = "Install the PostgreSQL client of the server's version (Debian: postgresql-client)."
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)
_TABLES = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
_SET_ASIDE = ("ALTER SCHEMA public RENAME TO before_restore", "CREATE SCHEMA public")
_BACK = ("DROP SCHEMA public CASCADE", "ALTER SCHEMA before_restore RENAME TO public")
_FORGET = ("DROP SCHEMA before_restore CASCADE",)


class PostgresCopies:
    """The copies of one database."""

    suffix = ".pgdump"

    def __init__(self, url: URL) -> None:
        self._url = url

    def take(self, target: Path) -> None:
        """Write all that is committed now to a new file; writers go on meanwhile.

        Raises:
            CannotCopy: pg_dump is missing, or of another version than the server.
        """
        with written_whole(target) as draft:
            told = ["--format=custom", "--no-owner", "--no-privileges", f"--file={draft}"]
            done = self._run("pg_dump", *told, self._dbname())
            if done.returncode:
                raise CannotCopy(f"{_said(done)} {_HOW}")

    def revision(self, copy: Path) -> str:
        """Return the version of a copy's schema, once all of it has been read.

        Raises:
            Damaged: it is not whole, or not a copy of ours.
        """
        self._read(copy, "--file=/dev/null")
        rows = self._read(copy, "--data-only", "--table=alembic_version", "--file=-").splitlines()
        start = next((at for at, row in enumerate(rows) if row.startswith("COPY ")), None)
        if start is None:
            raise Damaged(f"{copy} is no copy of a Turnout database.")
        return rows[start + 1]

    def is_empty(self) -> bool:
        """Tell whether there is nothing to lose."""
        return self._ask(_TABLES) == 0

    def put_back(self, copy: Path) -> None:
        """Put a copy in the database's place; the tables are kept until the copy stands.

        Raises:
            CannotRestore: somebody is connected to the database, or it refuses the copy.
        """
        if self._ask(_OTHERS):
            raise CannotRestore("The database is in use. Stop web processes and workers first.")
        self._do(_SET_ASIDE)
        try:
            told = ["--no-owner", "--single-transaction", "--exit-on-error", self._dbname()]
            self._read(copy, *told)
        except BaseException:
            self._do(_BACK)
            raise
        self._do(_FORGET)

    def _read(self, copy: Path, *told: str) -> str:
        done = self._run("pg_restore", *told, str(copy))
        if done.returncode:
            raise Damaged(f"{copy}: {_said(done)}")
        return done.stdout

    def _run(self, program: str, *told: str) -> "subprocess.CompletedProcess[str]":
        if shutil.which(program) is None:
            raise CannotCopy(f"{program} was not found. {_HOW}")
        password = str(self._url.password or "")
        environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
        return subprocess.run(  # noqa: S603 - our own arguments, no shell
            [program, *told], env=environment, capture_output=True, text=True, check=False
        )

    def _dbname(self) -> str:
        """Return the address without the password: arguments can be read by everybody."""
        url = self._url.set(drivername="postgresql", password=None)
        return f"--dbname={url.render_as_string(hide_password=False)}"

    def _ask(self, question: TextClause) -> int:
        with self._connected() as connection:
            return int(connection.execute(question).scalar_one())

    def _do(self, statements: Iterable[str]) -> None:
        """Do all statements, or none."""
        with self._connected() as connection, connection.begin():
            for statement in statements:
                connection.execute(text(statement))

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        engine = create_engine(self._url, poolclass=NullPool)
        with engine.connect() as connection:
            yield connection


def _said(done: "subprocess.CompletedProcess[str]") -> str:
    return "; ".join(done.stderr.strip().splitlines()[:2]) + "."
