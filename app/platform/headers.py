"""Tell browsers what our pages may do: nothing that is not named here."""

from collections.abc import Mapping

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
    # Words become markup or scripts nowhere (Trusted Types, W3C).
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
_CLOSED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


_ALWAYS = {
    "Content-Security-Policy": _written(_POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": _CLOSED,
    # `no-referrer` would turn the Origin of our own forms into null.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# The scanner compiles its decoder (WebAssembly) in a worker, and looks through the camera.
_SCANNER = {
    "Content-Security-Policy": _written(
        {
            **_POLICY,
            "script-src": "'self' 'wasm-unsafe-eval'",
            "worker-src": "'self'",
            "trusted-types": "gate",  # static/js/gate/trusted.js
        }
    ),
    "Permissions-Policy": _CLOSED.replace("camera=()", "camera=(self)"),
}
# The count at the entrances comes as markup of our own (static/js/desk/board.js).
_DESK = {"Content-Security-Policy": _written({**_POLICY, "trusted-types": "board"})}
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


def open_camera(response: Response) -> Response:
    """Let a page and its workers scan; nothing but the gate's may."""
    response.headers.update(_SCANNER)
    return response


def let_the_desk_count(response: Response) -> Response:
    """Let a page of the desk renew the numbers on it."""
    response.headers.update(_DESK)
    return response


def seal(response: Response) -> Response:
    """Mark an answer as one person's own: kept by nobody, found by nobody."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
