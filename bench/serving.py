"""Start servers to be measured, all with the settings that `flask serve` uses, and load them."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import MILLION, percentile
from bench.process import Meter

ROOT = Path(__file__).parent.parent
_PYTHON = Path(sys.executable)
_PATIENCE = 60.0
THREADS = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """What one load showed: CPU of the whole server for one answer, pace, and waiting times."""

    cpu_us: float
    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    seconds: float
    statuses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    process: "subprocess.Popen[bytes]"
    port: int
    meter: Meter

    def load(self, **job: object) -> Figure:
        """Load it by a client process of its own, and return what both saw."""
        before = self.meter.cpu_seconds()
        told = json.dumps({"port": self.port, **job})
        command = [str(_PYTHON), "-m", "bench.client", told]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        spent = self.meter.cpu_seconds() - before
        seen = json.loads(done.stdout)
        took = [seconds * 1000 for seconds in seen["took"]]
        return Figure(
            cpu_us=spent / len(took) * MILLION,
            per_second=len(took) / seen["seconds"],
            p50_ms=percentile(took, 0.5),
            p95_ms=percentile(took, 0.95),
            p99_ms=percentile(took, 0.99),
            seconds=seen["seconds"],
            statuses=seen["statuses"],
        )


@dataclass(frozen=True, slots=True)
class Instance:
    """Where an instance to be measured keeps its data, and how it is told so."""

    folder: Path
    port: int
    database_url: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Return its settings as environment variables."""
        told = {
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            "DATABASE_URL": self.database_url,
            "LIMITS": "off",
            "DEMO": "0",
            **self.more,
        }
        return {**os.environ, **{name: value for name, value in told.items() if value}}


@contextmanager
def control(name: str, port: int) -> Iterator[Server]:
    """Run one of the controls."""
    with _running(_granian(f"bench.controls:{name}", port, THREADS), port, dict(os.environ)) as up:
        yield up


@contextmanager
def turnout(instance: Instance, threads: int = THREADS) -> Iterator[Server]:
    """Run an instance's web process."""
    command = _granian("wsgi:app", instance.port, threads)
    with _running(command, instance.port, instance.environment()) as up:
        yield up


@contextmanager
def served(instance: Instance, root: Path) -> Iterator[Server]:
    """Run an instance whole, web and job process, as `make run` does; from its own checkout."""
    command = [str(root / ".venv/bin/flask"), "--app", "wsgi", "serve"]
    with _running(command, instance.port, instance.environment(), root) as up:
        yield up


def _granian(target: str, port: int, threads: int) -> list[str]:
    told = {"interface": "wsgi", "port": port, "workers": 1, "backlog": 1024, "log-level": "error"}
    options = [part for name, value in told.items() for part in (f"--{name}", str(value))]
    threaded = ["--blocking-threads", str(threads)]
    return [str(_PYTHON.with_name("granian")), *options, *threaded, target]


@contextmanager
def _running(
    command: list[str], port: int, environment: dict[str, str], root: Path = ROOT
) -> Iterator[Server]:
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            _wait_for(port)
            yield Server(process, port, Meter(process.pid))
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=15)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.02)
    raise TimeoutError(f"nothing answers at port {port}")
