"""Ask the application behind the layer, and take its answer apart."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import request
from werkzeug.test import EnvironBuilder

from .encoding import ENCODINGS, tag

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

_KEEP = "turnout.keep"

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a page may be kept: until when, and which parameters it reads."""

    until: datetime | None
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answered; `stream` in place of a body whose length it does not know."""

    status: str
    headers: Headers
    body: bytes
    stream: Iterable[bytes] | None
    terms: Terms | None

    @property
    def failed(self) -> bool:
        """Tell whether the server, not the visitor, is at fault."""
        return self.status.startswith("5")

    @property
    def until(self) -> datetime | None:
        """Return when time alone changes the page; never, if nothing is said."""
        return self.terms.until if self.terms else None

    def header(self, name: str) -> str:
        """Return the value of a header, empty if it is not there; the name in small letters."""
        return next((value for told, value in self.headers if told.lower() == name), "")


def keep(until: datetime | None, reads: tuple[str, ...] = ()) -> None:
    """Say that the page being made is the same for everybody until then (or until it is edited).

    `reads` names the parameters of its address that matter to the page; any others, such as those
    that networks add to shared links, lead to the same page.
    """
    request.environ[_KEEP] = Terms(until, reads)


def known_tag(version: str) -> str:
    """Return the tag by which the visitor says to have a version; empty if it does not."""
    known = request.headers.get("If-None-Match", "").split(",")
    tags = {tag(version, encoding) for encoding in ENCODINGS}
    return next((told for told in map(str.strip, known) if told.removeprefix("W/") in tags), "")


def shared(inner: "WSGIApplication", address: str) -> Answer | None:
    """Return what is the same for everybody at an address of the site; else nothing."""
    answer = ask(inner, EnvironBuilder(address).get_environ())
    return answer if answer.terms else None


def ask(inner: "WSGIApplication", environ: "WSGIEnvironment") -> Answer:
    """Return the whole answer; HEAD is asked as GET, or the page would come without its body."""
    method = environ["REQUEST_METHOD"]
    environ = {**environ, "REQUEST_METHOD": "GET"}
    told: list[tuple[str, Headers]] = []

    def start(status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
        del exc_info
        told[:] = [(status, list(headers))]
        return lambda _: None

    chunks = inner(environ, start)
    status, headers = told[0]
    terms = environ.get(_KEEP) if status.startswith("200 ") else None
    if method == "GET" and not any(name.lower() == "content-length" for name, _ in headers):
        return Answer(status, headers, b"", chunks, None)
    return Answer(status, headers, _whole(chunks), None, terms)


def _whole(chunks: Iterable[bytes]) -> bytes:
    try:
        return b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
