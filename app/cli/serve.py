"""Start everything an instance needs: database, web process, job process; stop it all together."""

import fcntl
import os
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

_ROOT = Path(__file__).parent.parent.parent


@click.command("serve")
@click.option("--processes", type=click.IntRange(1), default=1, help="Web processes.  [default: 1]")
@click.option("--workers", type=click.IntRange(0), default=1, help="Job processes.  [default: 1]")
@with_appcontext
def serve(processes: int, workers: int) -> None:
    """Bring the database up to date and serve until Ctrl-C.

    Starts web processes with threads, and job processes; one that dies is started again. BIND,
    PORT, BASE_URL, DATA_DIR and DATABASE_URL say where; DEMO=1 fills an empty database with the
    sample rally. On SIGHUP all are renewed one by one, without a pause for visitors. More than one
    web process wants PostgreSQL, and Redis to count together: docs/operations/scaling.md.
    """
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    _check_port(settings)
    try:
        welcome = _prepare(settings)
    except OperationalError as error:
        said = str(error.orig).strip().splitlines()[0]
        sys.exit(f"The database cannot be opened: {said}. Look at DATABASE_URL and DATA_DIR.")
    _become_supervisor(settings, processes, workers, "\n".join(["", *welcome, ""]))


def _prepare(settings: Settings) -> list[str]:
    """Bring the database up to date; return what to say once the server answers."""
    with _one_at_a_time(settings.data_dir):
        bring_up_to_date()
        if settings.demo:
            load_sample(current_act(Actor.COMMAND))
        return _welcome(settings)


def _become_supervisor(settings: Settings, processes: int, workers: int, welcome: str) -> None:
    """Go on as the small process that starts and watches the others."""
    # Through a pipe: it holds a link that signs in, and arguments can be read by everybody.
    end, start = os.pipe()
    os.write(start, welcome.encode())
    os.close(start)
    os.set_inheritable(end, True)  # noqa: FBT003 - the function's only way
    told = [settings.bind, settings.port, processes, workers, end]
    os.execv(  # noqa: S606 - our own program
        sys.executable, [sys.executable, str(_ROOT / "supervisor.py"), *map(str, told)]
    )


def _welcome(settings: Settings) -> list[str]:
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
    return [*lines, "Ctrl-C stops everything; the data stays in " + str(settings.data_dir)]


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
