"""Hold one page that is the same for everybody, in each encoding, and answer for it.

Each encoding has its own strong tag (RFC 9110, 8.8.3): made from the bytes that are sent, or from
the version that the page says it has.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .asking import Answer, Headers
from .encoding import ENCODINGS, PLAIN, may_be_packed, pack, preferred, tag

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# What a 304 repeats (RFC 9110, 15.4.5).
_SAID_AGAIN = {"cache-control", "content-location", "etag", "vary"}
_MADE_HERE = {"content-length", "etag", "vary"}


@dataclass(frozen=True, slots=True)
class Packed:
    """The bytes of a page in one encoding."""

    headers: Headers
    unchanged: Headers
    body: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A page, until when it is true, and of which edition."""

    packed: Mapping[str, Packed]
    until: datetime | None
    edition: int
    size: int

    def is_true(self, edition: int, now: datetime) -> bool:
        """Tell whether neither an edit nor time has changed the page."""
        return self.edition == edition and (self.until is None or now < self.until)

    def answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request: with the bytes, or that the visitor has them."""
        chosen = self.packed.get(preferred(environ.get("HTTP_ACCEPT_ENCODING", "")))
        packed = chosen or self.packed[PLAIN]
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and _names(known, packed.etag):
            start_response("304 Not Modified", packed.unchanged)
            return ()
        start_response("200 OK", packed.headers)
        return (packed.body,) if environ["REQUEST_METHOD"] == "GET" else ()


def kept(answer: Answer, until: datetime | None, edition: int) -> Kept:
    """Keep an answer in every encoding that is worth it."""
    if answer.header("set-cookie"):
        raise RuntimeError("a page that sets a cookie is not the same for everybody")
    told = list(answer.headers)
    if not answer.header("cache-control"):
        told.append(("Cache-Control", "public, no-cache"))
    version = answer.header("etag").strip('"')
    packed = {
        encoding: _packed(told, pack(answer.body, encoding), encoding, version)
        for encoding in _encodings(answer)
    }
    return Kept(packed, until, edition, sum(_size(one) for one in packed.values()))


def passed_on(answer: Answer, environ: "WSGIEnvironment") -> tuple[Headers, bytes]:
    """Return an answer that is not kept as it is sent, packed if that is worth it."""
    encoding = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding not in _encodings(answer):
        encoding = PLAIN
    body = pack(answer.body, encoding)
    headers = _headers(answer.headers, body, encoding)
    etag = answer.header("etag")
    if etag:
        # A strong tag names bytes (RFC 9110, 8.8.1), and those are not the same once packed.
        is_same = encoding == PLAIN or etag.startswith("W/")
        headers.append(("ETag", etag if is_same else f"W/{etag}"))
    return headers, body


def _encodings(answer: Answer) -> tuple[str, ...]:
    packable = may_be_packed(answer.header("content-type"), answer.body)
    # A part names its place in the plain bytes (RFC 9110, 14.4).
    is_fixed = answer.header("content-encoding") or answer.header("content-range")
    return ENCODINGS if packable and not is_fixed else (PLAIN,)


def _packed(told: Headers, body: bytes, encoding: str, version: str) -> Packed:
    etag = tag(version or hashlib.sha256(body).hexdigest()[:32], encoding)
    headers = [*_headers(told, body, encoding), ("ETag", etag)]
    unchanged = [header for header in headers if header[0].lower() in _SAID_AGAIN]
    return Packed(headers, unchanged, body, etag)


def _headers(told: Headers, body: bytes, encoding: str) -> Headers:
    headers = [(name, value) for name, value in told if name.lower() not in _MADE_HERE]
    vary = [value for name, value in told if name.lower() == "vary"]
    headers.append(("Vary", ", ".join([*vary, "Accept-Encoding"])))
    headers.append(("Content-Length", str(len(body))))
    if encoding != PLAIN:
        headers.append(("Content-Encoding", encoding))
    return headers


def _size(packed: Packed) -> int:
    return len(packed.body) + sum(len(name) + len(value) for name, value in packed.headers)


def _names(known: str, etag: str) -> bool:
    """Tell whether an If-None-Match (RFC 9110, 13.1.2) names the tag; weak ones match, too."""
    tags = (tag.strip().removeprefix("W/") for tag in known.split(","))
    return any(tag in {"*", etag} for tag in tags)
