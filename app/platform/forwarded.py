"""Notice a proxy in front that nobody said may be trusted: all visitors then look like one."""

import logging

from flask import Flask, current_app, request

from app.platform.settings import Settings

_log = logging.getLogger(__name__)
_SEEN = "turnout_untrusted_proxy"
_HEADERS = ("X-Forwarded-For", "Forwarded")


def init(app: Flask, settings: Settings) -> None:
    """Watch for forwarded addresses while no proxy is trusted; they are never believed."""
    app.extensions[_SEEN] = False
    if settings.trusted_proxies == 0:
        app.before_request(_notice)


def was_seen() -> bool:
    """Tell whether a proxy named visitors to this process that it was not told to believe."""
    seen: bool = current_app.extensions[_SEEN]
    return seen


def _notice() -> None:
    if not was_seen() and any(name in request.headers for name in _HEADERS):
        current_app.extensions[_SEEN] = True
        _log.warning("A proxy names visitors, but TRUSTED_PROXIES is 0: to limits all are one.")
