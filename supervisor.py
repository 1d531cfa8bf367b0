"""Keep the web processes and job processes of one instance running; `flask serve` becomes this.

It never imports the application. So it stays small, no database connection is shared with what it
starts, and what it starts runs the code that is installed then: on SIGHUP all processes are renewed
one by one, a new web process before the old one ends.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

_ROOT = Path(__file__).parent
_THREADS = 8
_JOBS = (
    "import sys, wsgi; from app.cli.jobs import work_beside; "
    "work_beside(wsgi.app, int(sys.argv[1]))"
)
_PAUSE_BEFORE_RESTART = 2.0
_TIME_TO_END = 10
_TIME_TO_START = 10.0


def main() -> None:
    """Serve until Ctrl-C or SIGTERM."""
    told = _told()
    server = Server(
        "wsgi:app",
        address=told.bind,
        port=told.port,
        interface=Interfaces.WSGI,
        workers=told.processes,
        respawn_failed_workers=True,
        respawn_interval=_TIME_TO_START,
        workers_kill_timeout=_TIME_TO_END,
        blocking_threads=_THREADS,
        backlog=1024,
        # It warns of more threads than cores; ours wait for the disk, and one of them writes.
        log_level=LogLevels.error,
        log_access=False,
    )
    server.job_processes = told.workers
    server.welcome = os.fdopen(told.welcome).read()
    server.serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)


class Server(MPServer):
    """The web processes, and with them the job processes."""

    job_processes: int
    welcome: str

    def startup(self, *told: Any) -> None:  # the parent's signature
        """Start all processes."""
        super().startup(*told)  # type: ignore[no-untyped-call]
        # Only now: a web process is a fork, which must not meet another thread's locks.
        for _ in range(self.job_processes):
            helper = JobProcess()
            self.on_reload(helper.renew)
            self.on_shutdown(helper.stop)
        threading.Thread(target=self._say_when_ready, daemon=True).start()

    def _say_when_ready(self) -> None:
        while not self._answers():
            time.sleep(0.05)
        print(self.welcome, flush=True)  # noqa: T201 - to whoever started it

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.bind_addr, self.bind_addr)  # noqa: S104 - compared, not bound
        with closing(HTTPConnection(host, self.bind_port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                connection.getresponse()
            except (OSError, HTTPException):
                return False
        return True


class JobProcess:
    """A job process: started again when it ends, stopped with the server."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def renew(self) -> None:
        """Let it end; another follows."""
        self._process.terminate()

    def stop(self) -> None:
        """Stop it and wait."""
        self._stopping.set()
        self._process.terminate()
        self._watcher.join(timeout=_TIME_TO_END)

    def _start(self) -> "subprocess.Popen[bytes]":
        # Not by `flask jobs`: the command line loads what its other commands need.
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _JOBS, str(os.getpid())],
            cwd=_ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _watch(self) -> None:
        while True:
            self._process.wait()
            if self._stopping.wait(_PAUSE_BEFORE_RESTART):
                return
            self._process = self._start()


def _load(parent: int) -> Callable[..., Any]:
    """Return the application; runs in a web process."""
    # Until the server's own handlers are there, it would go by the supervisor's, which end nothing.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from app.platform import lifeline  # noqa: PLC0415 - the supervisor stays without it

    lifeline.end_with(parent)
    import wsgi  # noqa: PLC0415 - as above

    return wsgi.app


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Started by `flask serve`.")
    parser.add_argument("bind")
    for number in ("port", "processes", "workers", "welcome"):
        parser.add_argument(number, type=int)
    return parser.parse_args()


if __name__ == "__main__":
    main()
