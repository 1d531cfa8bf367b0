"""Stand before Flask: answer from the shelf, or ask and keep what may be kept."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from app.platform import moment

from .asking import Answer, ask
from .kept import Kept, kept, passed_on
from .shelf import Address, Shelf
from .turns import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MOST_BYTES = 32 * 1024 * 1024
_SECONDS_BETWEEN_LOOKS = 1.0
_REST = timedelta(seconds=1)

_log = logging.getLogger(__name__)


class PageLayer:
    """The thin layer before Flask, one per process (PEP 3333)."""

    def __init__(self, inner: "WSGIApplication", edition: Callable[[], int]) -> None:
        self._inner = inner
        self._shelf = Shelf(_MOST_BYTES)
        self._turns = Turns()
        self._ask_edition = edition
        self._edition = -1
        self._looked = float("-inf")
        self._looking = threading.Lock()
        self.seconds_between_looks = _SECONDS_BETWEEN_LOOKS

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._inner(environ, start_response)
        address = self._shelf.address(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        found = self._find(address)
        if found is not None:
            return found.answer(environ, start_response)
        with self._turns.turn(address):
            found = self._find(address)
            if found is None:
                return self._make(address, environ, start_response)
        return found.answer(environ, start_response)

    def _find(self, address: Address) -> Kept | None:
        """Return the page of an address if it is still true."""
        found = self._shelf.find(address)
        if found is None or not found.is_true(self._current_edition(), moment.now()):
            return None
        return found

    def _make(
        self, address: Address, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        edition = self._current_edition()
        answer = ask(self._inner, environ)
        if answer.failed:
            stale = self._shelf.extend(address, edition, moment.now() + _REST)
            if stale is not None:
                return stale.answer(environ, start_response)
        self._turns.remember(address, shared=answer.terms is not None)
        if answer.terms is None:
            self._shelf.drop(address)
            return _pass_on(answer, environ, start_response)
        page = kept(answer, answer.terms.until, edition)
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        self._shelf.put(path, query, answer.terms.reads, page)
        return page.answer(environ, start_response)

    def _current_edition(self) -> int:
        """Return the edition of the published content; while it cannot be asked, the last known."""
        # While one thread looks, the others go by what is known; before the first look, they wait.
        if self._is_due() and self._looking.acquire(blocking=self._edition < 0):
            try:
                if self._is_due():
                    self._look()
            finally:
                self._looking.release()
        return self._edition

    def _is_due(self) -> bool:
        return time.monotonic() - self._looked >= self.seconds_between_looks

    def _look(self) -> None:
        try:
            self._edition = self._ask_edition()
        except Exception as error:  # noqa: BLE001 - whatever ails the database
            _log.warning("The database does not answer: %s", type(error).__name__)
        self._looked = time.monotonic()


def _pass_on(
    answer: Answer, environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    if answer.stream is not None:
        start_response(answer.status, answer.headers)
        return answer.stream
    headers, body = passed_on(answer, environ)
    start_response(answer.status, headers)
    return (body,) if environ["REQUEST_METHOD"] == "GET" else ()
