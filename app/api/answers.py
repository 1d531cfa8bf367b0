"""Answer programs in JSON, errors too (RFC 9457): open to every site, with a tag to ask by."""

import hashlib
import json
from collections.abc import Mapping

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import HTTPException

from app.kernel.errors import Refusal
from app.platform import error_pages

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


_CRASHED = 500


def shape(api: Blueprint) -> None:
    """Let everything under a blueprint, unknown paths too, answer like this."""
    api.add_url_rule("/", "nothing", _nowhere)
    api.add_url_rule("/<path:rest>", "nowhere", _nowhere)
    answer_in_json(api)
    api.after_request(_open)


def answer_in_json(api: Blueprint) -> None:
    """Say what goes wrong under a blueprint in JSON, too."""
    api.register_error_handler(Refusal, _on_refusal)
    api.register_error_handler(HTTPException, _on_http_error)
    api.register_error_handler(Exception, _on_crash)


def told(answer: Mapping[str, object]) -> Response:
    """Answer with an object, or that the program has it."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    response = Response(body, mimetype="application/json")
    response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    response.headers["Cache-Control"] = "public, no-cache"
    response.make_conditional(request)
    return response


def problem(status: int, title: str, detail: str = "") -> Response:
    """Answer that it did not work, and why."""
    said = {"status": status, "title": title, **({"detail": detail} if detail else {})}
    return Response(json.dumps(said), status, mimetype="application/problem+json")


def _nowhere(**_: str) -> Response:
    abort(404)


def _on_refusal(refusal: Refusal) -> Response:
    return problem(error_pages.status_of(refusal), "Refused", str(refusal))


def _on_http_error(error: HTTPException) -> Response:
    answer = problem(error.code or 500, error.name)
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _on_crash(error: Exception) -> Response:
    error_pages.note_crash(error)
    status = error_pages.status_of_crash(error)
    ours = "Something went wrong on our side"
    return problem(status, ours if status == _CRASHED else "Not possible right now")


def _open(response: Response) -> Response:
    response.headers.update(_OPEN)
    return response
