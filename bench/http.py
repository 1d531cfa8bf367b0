"""Speak just enough HTTP/1.1 over a kept connection to load a server without being the brake."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

_PATIENCE = 30.0
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int


class Connection:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.socket = self._opened()

    def ask(self, request: bytes) -> Answer:
        """Send a request and wait for its whole answer."""
        self.socket.sendall(request)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        status, headers = _head(received[:end])
        size = end + 4 + int(headers.get("content-length", "0"))
        while len(received) < size:
            received += self._more()
        return Answer(status, headers, received[end + 4 :], size)

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _opened(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self._port), _PATIENCE)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def _more(self) -> bytes:
        received = self.socket.recv(_CHUNK)
        if not received:
            raise ConnectionError("the server hung up")
        return received


def get(path: str, headers: Mapping[str, str] | None = None) -> bytes:
    """Write a GET request."""
    return _request("GET", path, headers or {})


def post(path: str, body: bytes, headers: Mapping[str, str] | None = None) -> bytes:
    """Write a form."""
    told = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        **(headers or {}),
    }
    return _request("POST", path, told) + body


def _request(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _head(told: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = told.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}
