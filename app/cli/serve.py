"""Start everything an instance needs: database, web process, job process; stop it all together."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from app import accounts, privacy, rsvps
from app.cli.courier import PAUSE, deliver
from app.cli.demo import load_sample
from app.cli.schema import bring_up_to_date
from app.kernel.act import Actor
from app.platform import jobs as platform_jobs
from app.platform import links, mail, rounds
from app.platform.db import transaction
from app.platform.moment import current_act, now
from app.platform.settings import Settings

if TYPE_CHECKING:
    from granian.server.mp import MPServer
    from granian.server.mt import MTServer

_THREADS = 8
_PAUSE_BEFORE_RESTART = 2.0
_ROOT = Path(__file__).parent.parent.parent


@click.command("serve")
@with_appcontext
def serve() -> None:
    """Bring the database up to date and serve until Ctrl-C.

    Starts one web process with threads and one job process. BIND, PORT, BASE_URL, DATA_DIR and
    DATABASE_URL say where; DEMO=1 fills an empty database with the sample rally.
    """
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    _check_port(settings)
    try:
        welcome = _prepare(settings)
    except OperationalError as error:
        said = str(error.orig).strip().splitlines()[0]
        sys.exit(f"The database cannot be opened: {said}. Look at DATABASE_URL and DATA_DIR.")
    server = _web(settings)
    helper = _JobProcess()
    threading.Thread(target=_say_when_ready, args=(settings, welcome), daemon=True).start()
    try:
        server.serve()
    finally:
        helper.stop()


@click.command("jobs")
@click.option("--with-parent", is_flag=True, hidden=True)
@with_appcontext
def jobs(with_parent: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Run the job process alone; `serve` does this by itself."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - documented
    settings: Settings = app.config["TURNOUT_SETTINGS"]
    if with_parent:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    platform_jobs.repeat(app, deliver, PAUSE)
    platform_jobs.repeat(app, _let_go, PAUSE)
    platform_jobs.consumer(app, settings, {"housekeeping": _housekeeping}).run()


def _prepare(settings: Settings) -> list[str]:
    """Bring the database up to date; return what to say once the server answers."""
    with _one_at_a_time(settings.data_dir):
        bring_up_to_date()
        if settings.demo:
            load_sample(current_act(Actor.COMMAND))
        return _welcome(settings)


class _JobProcess:
    """The job process, started again when it dies, stopped with the web process."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Stop it and wait."""
        self._stopping.set()
        self._process.terminate()
        self._watcher.join(timeout=10)

    def _start(self) -> "subprocess.Popen[bytes]":
        # The pipe closes when this process dies, even by kill -9, and the job process with it.
        return subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "--with-parent"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def _watch(self) -> None:
        while True:
            self._process.wait()
            if self._stopping.wait(_PAUSE_BEFORE_RESTART):
                return
            self._process = self._start()


def _web(settings: Settings) -> "MPServer | MTServer":
    from granian import Granian  # noqa: PLC0415 - 60 ms that other commands need not pay
    from granian.constants import Interfaces  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above

    return Granian(
        "wsgi:app",
        address=settings.bind,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_THREADS,
        backlog=1024,
        # It warns of more threads than cores; ours wait for the disk, and one of them writes.
        log_level=LogLevels.error,
        log_access=False,
        working_dir=_ROOT,
    )


def _let_go() -> None:
    """Give on what was held for somebody for too long."""
    act = current_act(Actor.HOUSEKEEPING)
    if rsvps.anything_is_late(act):
        with transaction():
            rsvps.settle_what_is_late(act)


def _housekeeping() -> None:
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    privacy.keep_house(current_act(Actor.HOUSEKEEPING))
    if mail.can_send():
        rsvps.write_the_day_before(current_act(Actor.HOUSEKEEPING))
    rounds.note(settings.data_dir, now())


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


def _say_when_ready(settings: Settings, welcome: list[str]) -> None:
    for _ in range(600):
        try:
            socket.create_connection((_reachable(settings.bind), settings.port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            print("\n".join(["", *welcome, ""]), flush=True)
            return


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


def _stop_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _reachable(bind: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 - compared, not bound
