"""Run web processes and job processes: copies of the command that prepared the database.

Copies share its memory and start at once. What must not be copied is let go of before: connections
(SQLite forbids them over a fork), and threads, whose locks nobody would give back.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.cli.jobs import work
from app.platform import lifeline
from app.platform.db import let_go_of_connections

_ROOT = Path(__file__).parent.parent.parent
_THREADS = 8
_PAUSE_BEFORE_RESTART = 2.0
_TIME_TO_END = 10
_fork = multiprocessing.get_context("fork")


class Server(MPServer):
    """All processes of an instance; `predecessors` serve until these do."""

    def __init__(
        self, app: Flask, processes: int, workers: int, predecessors: Sequence[int], welcome: str
    ) -> None:
        settings = app.config["TURNOUT_SETTINGS"]
        super().__init__(
            "wsgi:app",
            address=settings.bind,
            port=settings.port,
            interface=Interfaces.WSGI,
            workers=processes,
            respawn_failed_workers=True,
            workers_kill_timeout=_TIME_TO_END,
            blocking_threads=_THREADS,
            backlog=1024,
            # It warns of more threads than cores; ours wait for the disk, and one of them writes.
            log_level=LogLevels.error,
            log_access=False,
        )
        self._app, self._workers = app, workers
        self._predecessors, self._welcome = predecessors, welcome
        self._helpers: list[_JobProcess] = []
        self.on_reload(self._become_successor)

    def run(self) -> None:
        """Serve until Ctrl-C or SIGTERM."""
        let_go_of_connections()
        gc.collect()
        gc.freeze()
        self.serve(target_loader=partial(_loaded, self._app, os.getpid()), wrap_loader=False)

    def startup(self, *told: Any) -> None:  # the parent's signature
        """Start all processes."""
        super().startup(*told)  # type: ignore[no-untyped-call]
        self._helpers = [_JobProcess(self._app) for _ in range(self._workers)]
        for helper in self._helpers:
            self.on_shutdown(helper.stop)
        # Only now: whoever is copied must not meet another thread's locks.
        threading.Thread(target=self._take_over, daemon=True).start()

    def _respawn_workers(self, *told: Any, **named: Any) -> None:  # the parent's signature
        """Start web processes again however soon they die.

        The parent takes a second death within seconds for one that cannot load, and ends the whole
        server; ours are copies of what has loaded.
        """
        super()._respawn_workers(*told, **named)
        self.respawned_wrks.clear()

    def _take_over(self) -> None:
        while not self._answers():
            time.sleep(0.05)
        if self._welcome:
            print(self._welcome, flush=True)
        for pid in self._predecessors:
            _end(pid)

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.bind_addr, self.bind_addr)  # noqa: S104 - compared, not bound  # nosec B104
        with closing(HTTPConnection(host, self.bind_port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                connection.getresponse()
            except (OSError, HTTPException):
                return False
        return True

    def _become_successor(self) -> None:
        """Go on with the code that is installed now; today's processes serve until then."""
        serving = [process.pid for process in multiprocessing.active_children()]
        told = [
            *("serve", "--processes", str(self.workers), "--workers", str(self._workers)),
            *(part for pid in serving for part in ("--after", str(pid))),
        ]
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.execv(sys.executable, [sys.executable, "-m", "flask", "--app", "wsgi", *told])  # noqa: S606 - our own program  # nosec B606


class _JobProcess:
    """A job process: started again when it ends, stopped with the server."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._stopping = threading.Event()
        self._process = self._start()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Stop it and wait."""
        self._stopping.set()
        self._process.terminate()
        self._watcher.join(timeout=_TIME_TO_END)

    def _start(self) -> "multiprocessing.process.BaseProcess":
        process = _fork.Process(target=_work, args=(self._app, os.getpid()), name="turnout-jobs")
        process.start()
        return process

    def _watch(self) -> None:
        while True:
            self._process.join()
            if self._stopping.wait(_PAUSE_BEFORE_RESTART):
                return
            self._process = self._start()


def _loaded(app: Flask, parent: int) -> Callable[..., Any]:
    """Return the application; runs in a web process."""
    _stand_alone(parent)
    return app


def _work(app: Flask, parent: int) -> None:
    _stand_alone(parent)
    # Ctrl-C in a terminal reaches the server alone, which then stops its job processes.
    os.setsid()
    work(app)


def _stand_alone(parent: int) -> None:
    """Go by signals as usual again, and end with the server."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    lifeline.end_with(parent)


def _end(pid: int) -> None:
    """Let one of the predecessors end what it is doing; not for ever."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + _TIME_TO_END
        while os.waitpid(pid, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
