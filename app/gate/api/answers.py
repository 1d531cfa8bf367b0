"""Put answers to phones into JSON, errors too: each by one word that the phone knows."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException

from app import checkin
from app.gate.api import base64url
from app.kernel.errors import Gone, Invalid, Refusal
from app.platform import error_pages

_VERSION = 1
_WORDS: tuple[tuple[type[Refusal], str], ...] = (
    (Invalid, "malformed"),
    (Gone, "over"),
    (checkin.EnrolmentSpent, "spent"),
    (checkin.DeviceRevoked, "revoked"),
)
_HTTP_WORDS = {413: "too large", 429: "too many"}
_REVOKED = 403


def told(answer: Mapping[str, object], status: int = 200) -> Response:
    """Answer with an object."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return current_app.response_class(body, status, mimetype="application/json")


def error(word: str, status: int) -> Response:
    """Answer that it did not work, and why in a word."""
    return told({"error": word}, status)


def on_refusal(refusal: Refusal) -> Response:
    """Answer a refusal by the word of the protocol."""
    word = next((word for kind, word in _WORDS if isinstance(refusal, kind)), "refused")
    status = _REVOKED if word == "revoked" else error_pages.status_of(refusal)
    return error(word, status)


def on_http_error(problem: HTTPException) -> Response:
    """Answer an HTTP error."""
    code = problem.code or 500
    answer = error(_HTTP_WORDS.get(code, problem.name.lower()), code)
    for name, value in problem.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def on_crash(problem: Exception) -> Response:
    """Log a crash, and say that nothing was done."""
    error_pages.note_crash(problem)
    return error("crashed", error_pages.status_of_crash(problem))


def milliseconds(moment: datetime) -> int:
    """Return a moment as milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def enrolled(device: checkin.Device) -> dict[str, object]:
    """Tell a phone its name and the digits to compare."""
    return {"device": device.name.hex(), "match": device.match, "state": device.state.value}


def bundle(device: checkin.Device, known: checkin.Bundle, now: datetime) -> dict[str, object]:
    """Write the bundle."""
    return {
        "v": _VERSION,
        "device": device.name.hex(),
        "gate": device.gate,
        "cursor": known.news.cursor,
        "server_time": milliseconds(now),
        "instance": base64url.write(known.instance),
        "event": {
            "id": base64url.write(known.event_id),
            "hint": base64url.write(known.hint),
            "title": dict(known.titles),
            "timezone": known.timezone,
            "opens": milliseconds(known.opens),
            "closes": milliseconds(known.closes),
            "ends": milliseconds(known.ends),
        },
        "scan": known.scan,
        "keys": [
            {"index": index, "public": base64url.write(key)} for index, key in known.keys.items()
        ],
        "hash_key": base64url.write(known.hash_key),
        "voucher": base64url.write(known.voucher),
        "shut_out": [name.hex() for name in known.shut_out],
        "revoked": base64url.write(known.news.revoked),
        "seen": [
            [base64url.write(seen.short_hash), seen.people, seen.gate, seen.at]
            for seen in known.news.seen
        ],
    }


def receipt(given: checkin.Receipt, news: Mapping[str, object], now: datetime) -> dict[str, object]:
    """Write what became of a batch."""
    typed = {"typed": given.typed, "server_time": milliseconds(now), "bundle": news}
    return {**held(given), **typed}


def held(given: checkin.Receipt) -> dict[str, object]:
    """Write which records of a phone are held."""
    return {"v": _VERSION, "high": given.high, "gaps": given.gaps}


def unless_known(answer: Mapping[str, object]) -> Response:
    """Answer with an object, or 304 if the phone has it already; its time does not count."""
    lasting = {name: value for name, value in answer.items() if name != "server_time"}
    answered = told(answer)
    digest = hashlib.sha256(json.dumps(lasting).encode()).hexdigest()
    answered.set_etag(digest[:32], weak=True)
    answered.make_conditional(request)
    return answered
