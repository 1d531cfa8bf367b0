"""Answer those alone who ask for this site by its name (RFC 9110, 7.2).

It stands before everything else: a name that somebody else's server leads here, or that a script
made up, reaches neither a kept page nor a form. While links lead to this machine alone, as before
BASE_URL is set, numbers are names, too: that is how a phone beside it finds it.
"""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from app.platform.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::\d{1,5})?")
_UNKNOWN = b"This host is not served here.\n"
_TOLD = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", str(len(_UNKNOWN))),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]


class KnownHosts:
    """The outermost layer (PEP 3333)."""

    def __init__(self, inner: "WSGIApplication", settings: Settings) -> None:
        self.inner = inner
        self._names = {settings.host.lower(), *_LOOPBACK}
        self._knows_numbers = not settings.shareable

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Pass a request on, or answer 400."""
        if self.knows(environ.get("HTTP_HOST", "")):
            return self.inner(environ, start_response)
        start_response("400 Bad Request", _TOLD)
        return [_UNKNOWN]

    def knows(self, host: str) -> bool:
        """Tell whether a Host header names this site; HTTP/1.0 may leave it out."""
        if not host:
            return True
        said = _HOST.fullmatch(host)
        if said is None:
            return False
        name = (said[1] or said[2]).lower()
        return name in self._names or (self._knows_numbers and _is_number(name))


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
