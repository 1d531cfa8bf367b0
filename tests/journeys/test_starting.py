"""Starting and stopping as a self-hoster does it: clear lines, kept data, nothing left behind."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving import ROOT, Instance

PATIENCE = 60
SERVE = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]


def start(instance: Instance) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(SERVE, cwd=ROOT, env=instance.environment)
    instance.wait()
    return process


def family(pid: int) -> list[int]:
    """Return a process and everything below it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def left_over(pids: list[int]) -> list[int]:
    """Wait until all are gone; return those that are not."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(map(is_alive, pids)):
        time.sleep(0.05)
    return [pid for pid in pids if is_alive(pid)]


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port that somebody else listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield other.getsockname()[1]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"DATA_DIR": "/dev/null/nowhere"}, "The data folder cannot be written"),
        ({"PORT": "many"}, "a port is a number from 1 to 65535"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all.db"}, "The database cannot be opened"),
        ({"DATABASE_URL": "mysql://us:sesame@host/name"}, "use sqlite:///path"),
    ],
    ids=str,
)
def test_what_cannot_start_says_why_in_one_line(
    tmp_path: Path, setting: dict[str, str], words: str
) -> None:
    instance = Instance(tmp_path, setting)

    done = subprocess.run(
        SERVE, cwd=ROOT, env=instance.environment, capture_output=True, text=True, check=False
    )

    (line,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert words in line
    assert "sesame" not in line


def test_a_port_that_is_taken_is_named_with_a_way_on(tmp_path: Path, taken: int) -> None:
    instance = Instance(tmp_path, port=taken)

    done = subprocess.run(
        SERVE, cwd=ROOT, env=instance.environment, capture_output=True, text=True, check=False
    )

    (line,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert f"port {taken}" in line
    assert f"PORT={taken + 1}" in line


def test_ctrl_c_stops_everything_and_the_next_start_has_it_all(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    first = start(instance)
    slug = instance.told(
        *("event", "add", "--title", "Rally", "--date", "2099-02-08", "--place", "Paris"),
        "--publish",
    )["slug"]
    secret = instance.rsvp(slug, people=2)
    processes = family(first.pid)

    first.send_signal(signal.SIGINT)
    first.wait(PATIENCE)

    assert len(processes) > 1
    assert left_over(processes) == []
    with instance.serving():
        assert instance.get(f"/en/p/{secret}").status == 200


def test_when_the_server_is_killed_nothing_of_it_goes_on(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    server = start(instance)
    processes = family(server.pid)

    server.kill()
    server.wait(PATIENCE)

    assert len(processes) > 2
    assert left_over(processes) == []
