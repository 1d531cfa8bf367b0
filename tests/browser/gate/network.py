"""A network that can be cut: pages, workers and their workers find nobody at the other end."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask

from tests.browser.gate.phone import GatePhone

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Network:
    """Stands before the application; whoever asks while it is cut gets no answer at all."""

    def __init__(self, app: Flask) -> None:
        self._inner: WSGIApplication = app.wsgi_app
        self._is_cut = False

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer, or hang up."""
        if not self._is_cut:
            return self._inner(environ, start_response)
        connection: socket.socket = environ["werkzeug.socket"]
        connection.shutdown(socket.SHUT_RDWR)
        return ()

    @contextmanager
    def cut(self, phone: GatePhone) -> Iterator[None]:
        """Cut a phone off; being offline, as Chromium emulates it, spares what workers ask."""
        self._is_cut = True
        phone.context.set_offline(True)
        yield
        self._is_cut = False
        phone.context.set_offline(False)
