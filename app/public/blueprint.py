"""Make the blueprints of the public: pages in a language, and files without one."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app import events
from app.platform import error_pages, i18n
from app.platform import pages as pages_
from app.platform.origin import refuse_foreign_forms
from app.platform.page_layer import keep


def pages(name: str) -> Blueprint:
    """Return a blueprint of pages under /<lang>/; its views do not see the language."""
    made = Blueprint(f"public_{name}", __name__, url_prefix="/<lang:lang>")
    made.url_value_preprocessor(_speak)
    made.before_request(refuse_foreign_forms)
    made.register_error_handler(404, _to_new_address)
    return made


def files(name: str) -> Blueprint:
    """Return a blueprint of what has one address in all languages: calendars, pictures, keys."""
    made = Blueprint(f"public_{name}_files", __name__)
    made.register_error_handler(404, _to_new_address)
    return made


def alternates(path: str) -> dict[str, str]:
    """Return the address of a page in each language, from its address without the language."""
    return {code: f"/{code}{path}" for code in i18n.CODES}


def keep_static(response: Response) -> Response:
    """Let the page layer and browsers keep fingerprinted files for good."""
    if request.endpoint == "static" and request.args.get("v") and response.status_code == 200:  # noqa: PLR2004 - OK
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if _is_fingerprinted():
            keep(None, reads=("v",))
    return response


def _to_new_address(error: HTTPException) -> ResponseReturnValue:
    """Lead from an address that an event had before to the one that it has now."""
    old = (request.view_args or {}).get("slug", "")
    new = events.slug_now(old) if f"/e/{old}" in request.path else None
    if new is None or events.find_published(new) is None:
        return error_pages.on_http_error(error)
    path = request.path.replace(f"/e/{old}", f"/e/{new}", 1)
    query = request.query_string.decode("latin-1")
    # 308 keeps a form that was sent (RFC 9110, 15.4.9).
    code = 301 if request.method in {"GET", "HEAD"} else 308
    return redirect(path + (f"?{query}" if query else ""), code)


def _is_fingerprinted() -> bool:
    """Tell whether the version asked for is the file's; made-up ones would push out other pages."""
    path = (request.view_args or {})["filename"]
    return path.startswith("vendor/") or request.full_path == pages_.asset(path)


def _speak(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        i18n.speak(values.pop("lang"))
