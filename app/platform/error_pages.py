"""Answer what goes wrong in the visitor's language, and say the way on. Never a stack trace."""

import errno
import logging
import traceback

from flask import Flask, Response, current_app, make_response, request, session
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app.kernel.errors import Conflict, Gone, Invalid, NotFound, Refusal, Unavailable
from app.platform import i18n, links, pages
from app.platform.headers import seal
from app.platform.i18n import lazy_gettext

_log = logging.getLogger(__name__)

_NO_ROOM = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG}
_STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (Invalid, 422),
    (Gone, 410),
    (Conflict, 409),
    (Unavailable, 503),
)
_WORDS = {
    400: (lazy_gettext("This request cannot be read"), lazy_gettext("Please try again.")),
    403: (
        lazy_gettext("This form came from another site"),
        lazy_gettext("Open the page here and send the form again."),
    ),
    404: (
        lazy_gettext("This page does not exist"),
        lazy_gettext("The address may be mistyped, or what was here has been deleted."),
    ),
    405: (
        lazy_gettext("This cannot be done here"),
        lazy_gettext("Go back to the page and use its buttons."),
    ),
    409: (
        lazy_gettext("This is not possible any more"),
        lazy_gettext("Things have changed in the meantime. Please look at the page again."),
    ),
    410: (
        lazy_gettext("This has been destroyed"),
        lazy_gettext("What was kept here has been destroyed, as was promised."),
    ),
    413: (lazy_gettext("This is too large"), lazy_gettext("Please send less.")),
    422: (
        lazy_gettext("This cannot be used"),
        lazy_gettext("Please go back and check what you entered."),
    ),
    429: (
        lazy_gettext("Too many tries"),
        lazy_gettext("Please wait a minute and try again. Nothing is lost."),
    ),
    500: (
        lazy_gettext("Something went wrong on our side"),
        lazy_gettext("Nothing was changed. Please try again in a moment."),
    ),
    503: (
        lazy_gettext("Not possible right now"),
        lazy_gettext("Nothing was changed. Please try again in a moment."),
    ),
}


def init(app: Flask) -> None:
    """Handle refusals, HTTP errors and crashes."""
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_crash)


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status (RFC 9110, 15.5) that a refusal means."""
    return next((status for kind, status in _STATUS if isinstance(refusal, kind)), 409)


def on_refusal(refusal: Refusal) -> Response:
    """Answer a refusal that no view turned into a page of its own."""
    return page(status_of(refusal))


def on_http_error(error: HTTPException) -> Response:
    """Answer an HTTP error; redirects pass."""
    if error.code is None or error.code < 400:  # noqa: PLR2004 - redirects
        return make_response(error.get_response())
    answer = page(error.code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def on_crash(error: Exception) -> Response:
    """Log a crash, and say on a page that nothing was done."""
    note_crash(error)
    return page(status_of_crash(error))


def status_of_crash(error: Exception) -> int:
    """Return 503 if the database or the disk takes nothing now, 500 if something is wrong with us.

    A database that is full, read-only, locked for long or away, and a disk that is: nothing was
    kept, and the same form can be sent again.
    """
    if isinstance(error, (OperationalError, PoolTimeout)):
        return 503
    return 503 if isinstance(error, OSError) and error.errno in _NO_ROOM else 500


def note_crash(error: Exception) -> None:
    """Log a crash without the address or the data of the request; in tests, let it through."""
    if current_app.testing:
        raise error
    endpoint = request.url_rule.rule if request.url_rule else "no route"
    _log.error("%s crashed: %s\n%s", endpoint, type(error).__name__, _where(error))


def page(status: int) -> Response:
    """Render the error page of the audience at hand."""
    i18n.speak(_language())
    title, message = _WORDS.get(status, _WORDS[400])
    desk = request.path.startswith("/desk/")
    rendered = pages.render(
        "desk/errors/error.html" if desk else "public/errors/error.html",
        code=status,
        title=title,
        message=message,
        way_on=links.desk() if desk else links.home(i18n.current_language()),
    )
    return seal(make_response(rendered, status))


def _where(error: BaseException | None) -> str:
    """Return where it happened, without what the errors say: that may be about somebody."""
    told: list[str] = []
    while error is not None:
        told = [*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n", *told]
        error = error.__cause__ or error.__context__
    return "".join(told)


def _language() -> str:
    first = request.path.strip("/").split("/")[0]
    if first in i18n.CODES:
        return first
    chosen = (request.args.get("lang"), session.get("language")) if first == "desk" else ()
    known = (code for code in chosen if code in i18n.CODES)
    return next(known, i18n.preferred(request.accept_languages))
