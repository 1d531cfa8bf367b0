"""Sign a public form without a session: the token's nonce makes the secret of somebody's page.

A token is 16 bytes of nonce, 4 of the minute it was made in, and 16 of HMAC-SHA256 over both and
the form's context, in URL-safe base64. Sent twice it leads to the same page, so a double tap counts
once.
"""

import base64
import binascii
import hashlib
import hmac
from typing import Any

from wtforms import Form
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.validators import ValidationError

from app.kernel.act import Act, Actor
from app.platform.i18n import lazy_gettext
from app.platform.moment import current_act
from app.platform.vault import vault

_NONCE, _MINUTE, _MAC = 16, 4, 16
_OLDEST_MINUTES = 24 * 60


class FormToken(CSRF):  # type: ignore[misc] # wtforms ships no types
    """Make and check the tokens of one form; `csrf_context` names the form and its event.

    The form of RSVPs has the event's uid alone as its context, any other one a word before it, so
    that a token of one form is refused by another.
    """

    def setup_form(self, form: Form) -> Any:  # wtforms wants its own list of fields
        """Remember which form of which event it is."""
        self._context: str = form.meta.csrf_context
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        """Return a fresh token."""
        del csrf_token_field
        return fresh_token(self._context)

    def validate_csrf_token(self, form: Form, field: CSRFTokenField) -> None:
        """Refuse a token that is not ours, is for another form, or is a day old."""
        del form
        told = _decoded(field.data or "")
        signed, mac = told[: _NONCE + _MINUTE], told[_NONCE + _MINUTE :]
        if not hmac.compare_digest(mac, _mac(self._context, signed)):
            raise ValidationError(_STALE)
        age = _minute(current_act(Actor.ATTENDEE)) - int.from_bytes(signed[_NONCE:])
        if not 0 <= age <= _OLDEST_MINUTES:
            raise ValidationError(_STALE)


def fresh_token(context: str) -> str:
    """Return a token that nobody had before, for the form that this context names."""
    act = current_act(Actor.ATTENDEE)
    told = act.entropy(_NONCE) + _minute(act).to_bytes(_MINUTE)
    return base64.urlsafe_b64encode(told + _mac(context, told)).decode()


def minutes_old(token: str) -> int:
    """Return the age of a token that was checked."""
    made = int.from_bytes(_decoded(token)[_NONCE : _NONCE + _MINUTE])
    return _minute(current_act(Actor.ATTENDEE)) - made


def nonce_of(token: str) -> bytes:
    """Return the nonce of a token that was checked."""
    return _decoded(token)[:_NONCE]


_STALE = lazy_gettext("This page was open for too long. Please send the form again.")


def _mac(context: str, told: bytes) -> bytes:
    key = vault().subkey("form token")
    return hmac.digest(key, context.encode() + b"\0" + told, hashlib.sha256)[:_MAC]


def _minute(act: Act) -> int:
    return int(act.now.timestamp()) // 60


def _decoded(token: str) -> bytes:
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
