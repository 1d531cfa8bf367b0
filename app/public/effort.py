"""Ask for an effort where many forms come from one network, and shut nobody out.

A crowd behind one address is what a demonstration looks like, so no network is ever blocked. Past
a number of RSVPs, or of claims, that comes freely, each next one proves some work of its device
(altcha), or, without JavaScript, waits: one a minute for the whole network, by a form that is a
minute old.
"""

import base64
import json
from datetime import timedelta

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution

from app.platform import limits, moment
from app.platform.vault import vault
from app.public.form_token import minutes_old

_FREELY = "20 per 10 minutes"
_WAITING = "1 per minute"
_LIVES = timedelta(minutes=20)
_ONCE = "1 per 20 minute"
# A second or two for an old phone; a machine pays it for each form anew.
_WORK = 50_000


def challenge() -> str:
    """Return the work to be done, as JSON."""
    options = ChallengeOptions(
        algorithm="SHA-256", max_number=_WORK, hmac_key=_key(), expires=moment.now() + _LIVES
    )
    made = create_challenge(options)
    return json.dumps(
        {"salt": made.salt, "challenge": made.challenge, "max": _WORK, "signature": made.signature}
    )


def may_pass(deed: str, token: str, solution: str) -> bool:
    """Tell whether a form may be taken now: freely, by its work, or because it waited."""
    return (
        limits.within(deed, _FREELY)
        or _is_worked(solution)
        or (minutes_old(token) >= 1 and limits.within(f"{deed} that waited", _WAITING))
    )


def _is_worked(solution: str) -> bool:
    try:
        told = json.loads(base64.b64decode(solution, validate=True))
        is_right, _ = verify_solution(told, _key(), check_expires=True)
        return is_right and limits.once("work", str(told["signature"]), _ONCE)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _key() -> str:
    return vault().subkey("effort").hex()
