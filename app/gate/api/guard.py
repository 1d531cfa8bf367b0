"""Stand before everything a phone asks: is it from our own page, and is it signed by its key."""

import re

from flask import Blueprint, Response, g, request

from app import checkin
from app.gate.api import answers, base64url
from app.kernel.act import Actor
from app.platform import links, moment
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.moment import current_act

_UNSIGNED = {"gate_api.enrol", "gate_api.nothing"}
_BROUGHT = "gate_api.carried"
_OURS = {None, "same-origin", "none"}
_SIGNED = re.compile(r"Turnout ([0-9a-f]{16})\.([A-Za-z0-9_-]{86})")
_LARGEST = 64 * 1024


def protect(routes: Blueprint) -> None:
    """Put the guard before everything in a blueprint."""
    routes.before_request(_refuse_strangers)
    routes.before_request(_ask_which_phone)
    routes.after_request(seal)
    routes.after_request(_tell_time)


def phone() -> checkin.Device:
    """Return the phone whose request this is."""
    found: checkin.Device = g.phone
    return found


def _refuse_strangers() -> Response | None:
    """Refuse what another site's page asks; what is not a browser says nothing of the kind."""
    request.max_content_length = _LARGEST
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    known = {None, request.host_url.rstrip("/"), links.base_url()}
    if origin not in known or site not in _OURS:
        return answers.error("foreign", 403)
    return None


def _ask_which_phone() -> Response | None:
    """Know the phone by its signature, and let only those go on that may count."""
    if request.endpoint in _UNSIGNED:
        return None
    name, signature = _said()
    device = _signer(name, signature)
    if _is_over(name, device):
        return answers.error("over", 410)
    if device is None:
        return answers.error("unknown", 401)
    if device.state is checkin.DeviceState.REVOKED:
        return answers.error("revoked", 403)
    g.phone = device
    if request.endpoint != _BROUGHT:
        _remember_contact(device)
    if device.state is checkin.DeviceState.WAITING:
        return answers.told({"state": device.state.value, "match": device.match}, 202)
    return None


def _said() -> tuple[bytes, bytes | None]:
    """Return the name of the phone that a request claims to come from, and the signature on it."""
    said = _SIGNED.fullmatch(request.headers.get("Authorization", ""))
    return (b"", None) if said is None else (bytes.fromhex(said[1]), base64url.read(said[2]))


def _is_over(name: bytes, device: checkin.Device | None) -> bool:
    """Tell whether a phone's event is over; once its key is destroyed, by its name alone."""
    if device is None:
        return checkin.was_here(name)
    return checkin.is_over(device.event_id, moment.now())


def _signer(name: bytes, signature: bytes | None) -> checkin.Device | None:
    device = checkin.find_device(name)
    if device is None or signature is None:
        return None
    signed = checkin.message(request.method, _asked(), request.get_data())
    return device if checkin.is_by(device.public_key, signature, signed) else None


def _asked() -> str:
    """Return the path with its query as it was sent."""
    query = request.query_string.decode("latin-1")
    return request.path + (f"?{query}" if query else "")


def _remember_contact(device: checkin.Device) -> None:
    """Write the minute of the contact down, though a GET brought it.

    Only who holds the phone's key can do that: no mail scanner, no other page.
    """
    act = current_act(Actor.DEVICE)
    if checkin.is_news(device, act.now):
        with transaction():
            checkin.heard_from(device, act)


def _tell_time(response: Response) -> Response:
    response.headers["X-Turnout-Time"] = str(answers.milliseconds(moment.now()))
    return response
