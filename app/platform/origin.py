"""Refuse forms that another site sends in a visitor's name."""

from flask import abort, request

from app.platform import links

_SAFE = {"GET", "HEAD", "OPTIONS"}
_OURS = {"same-origin", "none"}


def refuse_foreign_forms() -> None:
    """Refuse a form that another site sent in the visitor's name (Fetch Metadata; RFC 6454)."""
    if request.method in _SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in _OURS:
        abort(403)
    origin = request.headers.get("Origin")
    ours = {request.host_url.rstrip("/"), links.base_url()}
    if site is None and origin is not None and origin not in ours:
        abort(403)
