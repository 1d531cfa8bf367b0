"""Serve the application on a port of this machine, with a thread for every visitor."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TypeVar
from urllib.parse import urlencode

from flask import Flask
from werkzeug.serving import make_server

Result = TypeVar("Result")


class Visitor:
    """Somebody with a browser that follows no redirect and keeps nothing."""

    def __init__(self, port: int) -> None:
        self._port = port

    def get(self, path: str) -> str:
        """Return a page."""
        return self._ask("GET", path)[2]

    def post(self, path: str, **form: object) -> tuple[int, str, str]:
        """Send a form; return status, where to go, and the page."""
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            connection.request(method, path, body, kind)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        finally:
            connection.close()


@contextmanager
def running(app: Flask) -> Iterator[Visitor]:
    """Serve until the end of the block."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Visitor(server.server_port)
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def at_once(deeds: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do all deeds at the same moment; return what came of each."""
    barrier = threading.Barrier(len(deeds))

    def together(deed: Callable[[], Result]) -> Result:
        barrier.wait(30)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(together, deeds))
