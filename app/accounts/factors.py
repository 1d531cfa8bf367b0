"""Keep the second factor of those who sign in by password: a code app, and codes for a lost phone.

The app's secret is derived from a random number in the database by a key that is not: whoever
copies the database can compute no code.
"""

import base64
from urllib.parse import quote, urlencode

from sqlalchemy import Delete, delete, func, select, update

from app import audit
from app.kernel.act import Act
from app.kernel.ids import OrganiserId, crockford, read_crockford
from app.kernel.text import latin_digits
from app.platform.db import session
from app.platform.vault import vault

from . import totp
from .errors import WrongCode
from .models import OrganiserRow, RecoveryCodeRow
from .organisers import keep_a_way_in, row_of

_NONCE, _SECRET = 16, 20
_CODES, _CODE_BYTES = 10, 10


def app_secret(nonce: bytes) -> bytes:
    """Return the secret that a code app holds."""
    return vault().keyed_hash("totp", nonce)[:_SECRET]


def nonce_for(session_key: str) -> bytes:
    """Return the number that a code app is set up with in a session: always the same one there."""
    return vault().keyed_hash("totp set-up", session_key.encode())[:_NONCE]


def app_address(nonce: bytes, email: str, site: str) -> str:
    """Return what the QR code for a code app says (otpauth)."""
    told = {"secret": typed_secret(nonce), "issuer": site}
    return f"otpauth://totp/{quote(f'{site}:{email}')}?{urlencode(told)}"


def typed_secret(nonce: bytes) -> str:
    """Return the secret as it is typed into a code app that cannot scan."""
    return base64.b32encode(app_secret(nonce)).decode()


def set_up_app(organiser_id: OrganiserId, nonce: bytes, typed: str, act: Act) -> None:
    """Want the codes of an app from now on, after it has shown a right one.

    Raises:
        WrongCode: it has not.
    """
    row = row_of(organiser_id)
    step = totp.matching_step(app_secret(nonce), _digits(typed), 0, act.now)
    if step is None:
        raise WrongCode
    row.totp_nonce, row.totp_step = nonce, step
    session().flush()
    audit.note("code app set up", None, act)


def remove_app(organiser_id: OrganiserId, act: Act) -> None:
    """Want no codes of an app any more, nor codes that stand in for it.

    Raises:
        LastFactor: there is nothing else to sign in with.
    """
    row_of(organiser_id).totp_nonce = None
    session().flush()
    keep_a_way_in(organiser_id)
    session().execute(_codes_of(organiser_id))
    audit.note("code app removed", None, act)


def check_code(organiser_id: OrganiserId, typed: str, act: Act) -> None:
    """Spend a code of the app, or one of those for a lost phone.

    Raises:
        WrongCode: it is neither, or was used already.
    """
    if not (_spend_app_code(organiser_id, typed, act) or _spend_recovery_code(organiser_id, typed)):
        raise WrongCode


def new_recovery_codes(organiser_id: OrganiserId, act: Act) -> list[str]:
    """Return ten codes that stand in for the app, each once; older ones end."""
    session().execute(_codes_of(organiser_id))
    made = [crockford(act.entropy(_CODE_BYTES)) for _ in range(_CODES)]
    hashes = [{"code_hash": _code_hash(code), "organiser_id": organiser_id} for code in made]
    session().add_all(RecoveryCodeRow(**values) for values in hashes)
    session().flush()
    audit.note("recovery codes made", None, act)
    return made


def recovery_codes_left(organiser_id: OrganiserId) -> int:
    """Count the codes for a lost phone that were not used."""
    counted = select(func.count()).where(RecoveryCodeRow.organiser_id == organiser_id)
    return session().scalar(counted) or 0


def _spend_app_code(organiser_id: OrganiserId, typed: str, act: Act) -> bool:
    row = row_of(organiser_id)
    if row.totp_nonce is None:
        return False
    step = totp.matching_step(app_secret(row.totp_nonce), _digits(typed), row.totp_step, act.now)
    if step is None:
        return False
    # One statement: of two that come at once with the same code, one finds it used.
    spent = (
        update(OrganiserRow)
        .where(OrganiserRow.id == organiser_id, OrganiserRow.totp_step < step)
        .values(totp_step=step)
        .returning(OrganiserRow.id)
    )
    return session().scalar(spent) is not None


def _spend_recovery_code(organiser_id: OrganiserId, typed: str) -> bool:
    code = read_crockford(typed)
    if code is None:
        return False
    spent = (
        delete(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.organiser_id == organiser_id,
            RecoveryCodeRow.code_hash == _code_hash(code),
        )
        .returning(RecoveryCodeRow.organiser_id)
    )
    return session().scalar(spent) is not None


def _codes_of(organiser_id: OrganiserId) -> Delete:
    return delete(RecoveryCodeRow).where(RecoveryCodeRow.organiser_id == organiser_id)


def _digits(typed: str) -> str:
    return "".join(latin_digits(typed).split())


def _code_hash(code: str) -> bytes:
    return vault().keyed_hash("recovery code", code.encode())
