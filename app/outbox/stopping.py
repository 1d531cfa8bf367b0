"""Let whoever reads a letter stop all of them, by a link that names nobody to anybody else.

The link holds the address, sealed to the instance (AES-SIV, RFC 5297): we need not keep it.
"""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from sqlalchemy import delete

from app.kernel.act import Act
from app.platform.db import insert_unless_there, session
from app.platform.vault import vault

from .errors import NotAStopLink
from .models import NoLettersRow
from .queries import lasting_hash

_CONTEXT = [b"stop letters"]


def stop_token(address: str) -> str:
    """Return what stands for an address in its stop link; the same address, the same token."""
    sealed = _cipher().encrypt(address.encode(), _CONTEXT)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def address_of(token: str) -> str:
    """Return the address that a stop link is about.

    Raises:
        NotAStopLink: it was damaged, or is not from here.
    """
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return _cipher().decrypt(sealed, _CONTEXT).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise NotAStopLink from None


def stop(token: str, act: Act) -> None:
    """Write to the address of a stop link no more, about anything; twice is as once.

    Raises:
        NotAStopLink: it was damaged, or is not from here.
    """
    del act
    insert_unless_there(NoLettersRow, address_hash=lasting_hash(address_of(token)))


def stop_no_more(token: str, act: Act) -> None:
    """Write to the address of a stop link again, when somebody asks for it.

    Raises:
        NotAStopLink: it was damaged, or is not from here.
    """
    del act
    same = NoLettersRow.address_hash == lasting_hash(address_of(token))
    session().execute(delete(NoLettersRow).where(same))


def _cipher() -> AESSIV:
    return AESSIV(vault().subkey("stop letters"))
