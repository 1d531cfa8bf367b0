"""Tell browsers what our pages may do: nothing that is not named here."""

from flask import Flask, Response, request

from app.platform import links

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_ALWAYS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # `no-referrer` would turn the Origin of our own forms into null.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_TWO_YEARS = 63_072_000


def init(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_protect)
    app.after_request(_lead_to_paths)


def _protect(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    # By the settings, not by the request: the page layer answers everybody with the same headers.
    if links.base_url().startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_TWO_YEARS}")
    return response


def _lead_to_paths(response: Response) -> Response:
    """Name no host in a redirect: behind a proxy that ends TLS it would be one without it."""
    if response.location and response.location.startswith(request.host_url):
        response.location = "/" + response.location.removeprefix(request.host_url)
    return response


def seal(response: Response) -> Response:
    """Mark an answer as one person's own: kept by nobody, found by nobody."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
