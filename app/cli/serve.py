"""Start everything an instance needs: database, web process, job process; stop it all together."""

import fcntl
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from app import accounts
from app.cli.demo import load_sample
from app.cli.schema import bring_up_to_date
from app.kernel.act import Actor
from app.platform import links, rounds
from app.platform.db import transaction
from app.platform.moment import current_act
from app.platform.settings import Settings


@click.command("serve")
@click.option("--processes", type=click.IntRange(1), default=1, help="Web processes.  [default: 1]")
@click.option("--workers", type=click.IntRange(0), default=1, help="Job processes.  [default: 1]")
@click.option("--after", "predecessors", type=int, multiple=True, hidden=True)
@with_appcontext
def serve(processes: int, workers: int, predecessors: tuple[int, ...]) -> None:
    """Bring the database up to date and serve until Ctrl-C.

    Starts web processes with threads, and job processes; one that dies is started again. BIND,
    PORT, BASE_URL, DATA_DIR and DATABASE_URL say where; DEMO=1 fills an empty database with the
    sample rally. SIGHUP renews all of them, without a pause for visitors. More than one web process
    wants PostgreSQL, and Redis to count together: docs/operations/scaling.md.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - documented
    settings: Settings = app.config["TURNOUT_SETTINGS"]
    if not predecessors:
        _check_port(settings)
    try:
        _prepare(settings)
        welcome = "" if predecessors else _welcome(settings)
    except OperationalError as error:
        said = str(error.orig).strip().splitlines()[0]
        sys.exit(f"The database cannot be opened: {said}. Look at DATABASE_URL and DATA_DIR.")
    from app.cli.server import Server  # noqa: PLC0415 - 60 ms that other commands need not pay

    Server(app, processes, workers, predecessors, welcome).run()


def _prepare(settings: Settings) -> None:
    with _one_at_a_time(settings.data_dir):
        bring_up_to_date()
        if settings.demo:
            load_sample(current_act(Actor.COMMAND))


def _welcome(settings: Settings) -> str:
    """Return what to say once the server answers."""
    lines = [f"Turnout is running at {settings.base_url}/"]
    with transaction():
        first = accounts.first_sign_in(current_act(Actor.COMMAND))
    if first is None:
        lines.append(f"Organisers sign in at {links.absolute(links.desk_login())}")
    else:
        lines += [
            f"Sign in as organiser ({first.email}), once, within 30 minutes:",
            f"  {links.desk_link(first.secret)}",
        ]
    lines.append(f"Ctrl-C stops everything; the data stays in {settings.data_dir}")
    return "\n".join(["", *lines, ""])


def _check_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.bind, settings.port))
        except OSError as error:
            sys.exit(
                f"Cannot listen on {settings.bind}, port {settings.port}: {error.strerror}. "
                f"Choose another port, for example: make run PORT={settings.port + 1}"
            )


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one server at a time bring a data folder up to date."""
    with (folder / rounds.START_LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
