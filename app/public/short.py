"""Lead short addresses, as on posters, to the visitor's language."""

from flask import Flask, Response, redirect, request

from app.platform import i18n

_SHORT = (
    "/",
    "/events",
    "/about",
    "/privacy",
    "/accessibility",
    "/e/<slug:slug>",
    "/e/<slug:slug>/rsvp",
    "/e/<slug:slug>/volunteer",
    "/e/<slug:slug>/poster",
    "/c/<slug:slug>",
    "/series/<slug:slug>",
    "/p/<secret:secret>",
    "/v/<secret:secret>",
    "/h/<secret:secret>",
)
_OWN = ("/p/", "/v/", "/h/")


def init(app: Flask) -> None:
    """Add a redirect for each short address."""
    for path in _SHORT:
        app.add_url_rule(path, f"short {path}", to_language)


def to_language(**_: str) -> Response:
    """Redirect to the same address in the language that the browser asks for."""
    language = i18n.preferred(request.accept_languages)
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    answer = redirect(f"/{language}{request.path}{query}", 302)
    answer.headers["Vary"] = "Accept-Language"
    answer.headers["Cache-Control"] = (
        "private, no-store" if request.path.startswith(_OWN) else "no-cache"
    )
    return Response(answer.data, answer.status_code, answer.headers)
