"""Answer for pages that are the same for everybody before Flask is asked, and compress the rest.

A view that may be kept says so by `keep(until)`; nothing else ever enters. A kept page is dropped
when the published content gets a new edition (asked at most once a second in each process), or at
`until`, the next instant at which time alone would change it. ETag and 304 follow RFC 9110, 8.8.3
and 13.1.2; each encoding has its own strong tag.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import request

from app.platform import moment

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_KEEP = "turnout.keep_until"
_MOST_BYTES = 32 * 1024 * 1024
_WORTH_COMPRESSING = 600
_COMPRESSED_TYPES = ("text/", "image/svg+xml", "application/json", "application/manifest+json")
_SECONDS_BETWEEN_LOOKS = 1.0

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """The bytes of one page in one encoding, until when they are true, and of which edition."""

    headers: Headers
    body: bytes
    etag: str
    until: datetime | None
    edition: int


def keep(until: datetime | None) -> None:
    """Say that the page being made is the same for everybody until then (or until it is edited)."""
    request.environ[_KEEP] = (until,)


class PageLayer:
    """The thin layer before Flask, one per process."""

    def __init__(self, inner: "WSGIApplication", edition: Callable[[], int]) -> None:
        self._inner = inner
        self._ask_edition = edition
        self._edition = -1
        self._looked = 0.0
        self._pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self.seconds_between_looks = _SECONDS_BETWEEN_LOOKS

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._inner(environ, start_response)
        packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        key = (environ["PATH_INFO"], environ.get("QUERY_STRING", ""), str(packed))
        kept = self._find(key)
        if kept is None:
            return self._ask(environ, start_response, key, packed=packed)
        return _answer(kept, environ, start_response)

    def _find(self, key: tuple[str, ...]) -> Kept | None:
        kept = self._pages.get(key)
        if kept is None:
            return None
        if kept.edition != self._current_edition() or (
            kept.until is not None and kept.until <= moment.now()
        ):
            self._drop(key)
            return None
        return kept

    def _current_edition(self) -> int:
        looked = time.monotonic()
        if looked - self._looked >= self.seconds_between_looks:
            self._edition = self._ask_edition()
            self._looked = looked
        return self._edition

    def _ask(
        self,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        key: tuple[str, ...],
        *,
        packed: bool,
    ) -> Iterable[bytes]:
        edition = self._current_edition()
        # Flask would answer HEAD without a body, and the page could not be kept.
        status, headers, body = _collect(self._inner, {**environ, "REQUEST_METHOD": "GET"}, environ)
        if packed and _may_be_packed(headers, body):
            body = gzip.compress(body, 6, mtime=0)
            headers.append(("Content-Encoding", "gzip"))
        if _KEEP not in environ or not status.startswith("200 "):
            _set_length(headers, body)
            start_response(status, headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        kept = _kept(headers, body, environ[_KEEP][0], edition)
        self._put(key, kept)
        return _answer(kept, environ, start_response)

    def _put(self, key: tuple[str, ...], kept: Kept) -> None:
        if any(name.lower() == "set-cookie" for name, _ in kept.headers):
            raise RuntimeError("a page that sets a cookie is not the same for everybody")
        with self._lock:
            if key not in self._pages:
                self._size += len(kept.body)
                self._pages[key] = kept
            while self._size > _MOST_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._size -= len(oldest.body)

    def _drop(self, key: tuple[str, ...]) -> None:
        with self._lock:
            dropped = self._pages.pop(key, None)
            self._size -= len(dropped.body) if dropped else 0


def _collect(
    inner: "WSGIApplication", environ: "WSGIEnvironment", told: "WSGIEnvironment"
) -> tuple[str, Headers, bytes]:
    answer: list[tuple[str, Headers]] = []

    def start(status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
        del exc_info
        answer[:] = [(status, list(headers))]
        return lambda _: None

    chunks = inner(environ, start)
    try:
        body = b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    if _KEEP in environ:
        told[_KEEP] = environ[_KEEP]
    status, headers = answer[0]
    return status, headers, body


def _kept(headers: Headers, body: bytes, until: datetime | None, edition: int) -> Kept:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = [(name, value) for name, value in headers if name.lower() != "etag"]
    headers.append(("ETag", etag))
    if not any(name.lower() == "cache-control" for name, _ in headers):
        headers.append(("Cache-Control", "public, no-cache"))
    _set_length(headers, body)
    return Kept(headers, body, etag, until, edition)


def _answer(
    kept: Kept, environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    if wanted is not None and _matches(wanted, kept.etag):
        start_response("304 Not Modified", [h for h in kept.headers if h[0] in _IN_304])
        return []
    start_response("200 OK", list(kept.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.body]


_IN_304 = {"ETag", "Cache-Control", "Vary", "Last-Modified", "Content-Location"}


def _matches(wanted: str, etag: str) -> bool:
    tags = (tag.strip().removeprefix("W/") for tag in wanted.split(","))
    return any(tag in {"*", etag} for tag in tags)


def _may_be_packed(headers: Headers, body: bytes) -> bool:
    if len(body) < _WORTH_COMPRESSING:
        return False
    told = {name.lower(): value for name, value in headers}
    kind = told.get("content-type", "")
    return "content-encoding" not in told and kind.startswith(_COMPRESSED_TYPES)


def _set_length(headers: Headers, body: bytes) -> None:
    headers[:] = [(name, value) for name, value in headers if name.lower() != "content-length"]
    headers.append(("Content-Length", str(len(body))))
    vary = [value for name, value in headers if name.lower() == "vary"]
    headers[:] = [(name, value) for name, value in headers if name.lower() != "vary"]
    headers.append(("Vary", ", ".join([*vary, "Accept-Encoding"])))
