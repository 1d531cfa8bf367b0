"""The controls: the least that the same server can be asked to do."""

from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_HELLO = b"Hello, World!"


def bare(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
    """Answer without any framework."""
    del environ
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "13")])
    return [_HELLO]


hello = Flask("hello", static_folder=None)


@hello.get("/")
def _say() -> str:
    return _HELLO.decode()
