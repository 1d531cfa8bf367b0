"""Enrol phones, give them what they need to decide by themselves, and take what they counted."""

from functools import partial

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from app import checkin, volunteers
from app.gate.api import answers, base64url, guard
from app.kernel.act import Actor
from app.kernel.errors import Invalid, Refusal
from app.kernel.ids import read_secret
from app.platform import limits, moment
from app.platform.db import transaction
from app.platform.moment import current_act

gate = Blueprint("gate_api", __name__, url_prefix="/gate/api")
guard.protect(gate)
gate.register_error_handler(Refusal, answers.on_refusal)
gate.register_error_handler(HTTPException, answers.on_http_error)
gate.register_error_handler(Exception, answers.on_crash)

_act = partial(current_act, Actor.DEVICE)
_MOST_DIGITS = 16


@gate.post("/enrol")
@limits.slow("30 per minute")
def enrol() -> Response:
    """Spend a one-time link on a phone's key."""
    secret, public_key = _enrolment(request.get_json(force=True, silent=True))
    with transaction():
        device = checkin.enrol(secret, public_key, _act())
    return answers.told(answers.enrolled(device), 201)


@gate.get("/bundle")
def bundle() -> Response:
    """Give a phone all it needs, or what is new."""
    return answers.unless_known(_news())


@gate.post("/records")
def records() -> Response:
    """Take records, tell what is missing, and what is new."""
    batch = checkin.parse(request.get_data())
    _since()
    with transaction():
        receipt = checkin.ingest(guard.phone(), batch, volunteers.with_tickets, _act())
    return answers.told(answers.receipt(receipt, _news(), moment.now()))


@gate.post("/carried")
def carried() -> Response:
    """Take records that another phone brings: they count for the phone that signed them."""
    batch = checkin.parse(request.get_data())
    with transaction():
        receipt = checkin.ingest(guard.phone(), batch, volunteers.with_tickets, _act())
    return answers.told(answers.held(receipt))


@gate.route("/<path:anything>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def nothing(anything: str) -> Response:
    """Say in JSON that there is nothing here."""
    del anything
    return answers.error("not found", 404)


def _enrolment(sent: object) -> tuple[str, bytes]:
    """Return the secret and the key that a phone sent.

    Raises:
        Invalid: they are not there, or cannot be such.
    """
    if not isinstance(sent, dict):
        raise Invalid("body", "malformed")
    typed, key = sent.get("secret"), sent.get("public_key")
    secret = read_secret(typed) if isinstance(typed, str) else None
    public_key = base64url.read(key) if isinstance(key, str) else None
    if secret is None or public_key is None:
        raise Invalid("body", "malformed")
    return secret, public_key


def _news() -> dict[str, object]:
    device = guard.phone()
    return answers.bundle(device, checkin.bundle_for(device, _since()), moment.now())


def _since() -> int:
    """Return the cursor that a phone asks with.

    Raises:
        Invalid: it is no number.
    """
    told = request.args.get("since", "0")
    if not (told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS):
        raise Invalid("since", "malformed")
    return int(told)
