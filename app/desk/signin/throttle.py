"""Slow down who guesses, without locking out whose account it is.

Guesses at an account are counted by account, but a browser from which its organiser has signed in
before is known by a cookie and has a count of its own: others who guess use up theirs, not its.
"""

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from app.kernel.ids import OrganiserId
from app.platform import limits
from app.platform.settings import Settings
from app.platform.vault import vault

_KNOWN_FOR = 90 * 24 * 60 * 60
_GUESSES = "30 per hour"


def may_guess(email: str) -> bool:
    """Count a try to sign in with an address; tell whether it may be looked at."""
    known = _known_browser()
    if known and known == _name(email):
        return limits.allowed(
            "sign-in from a known browser", f"{request.cookies[_cookie()]}", _GUESSES
        )
    return limits.allowed("sign-in", _name(email), _GUESSES)


def may_guess_code(organiser_id: OrganiserId) -> bool:
    """Count a code that is tried after a right password; tell whether it may be looked at."""
    return limits.allowed("second factor", str(organiser_id), "10 per 15 minutes")


def know(answer: Response, email: str) -> Response:
    """Have the browser that signed in be known from now on."""
    settings = _settings()
    answer.set_cookie(
        _cookie(),
        _signer().dumps(_name(email)),
        max_age=_KNOWN_FOR,
        path="/desk",
        secure=settings.encrypted,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _known_browser() -> str:
    try:
        return str(_signer().loads(request.cookies.get(_cookie(), "")))
    except BadSignature:
        return ""


def _name(email: str) -> str:
    return vault().keyed_hash("known browser", email.strip().lower().encode()).hex()[:32]


def _cookie() -> str:
    return "__Secure-turnout-known" if _settings().encrypted else "turnout-known"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(vault().subkey("known browser cookie"))


def _settings() -> Settings:
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    return settings
