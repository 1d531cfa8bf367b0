"""Write and read bytes as unpadded base64url (RFC 4648, 5). Pure."""

import base64
import binascii


def write(raw: bytes) -> str:
    """Write bytes."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(text: str) -> bytes | None:
    """Return the bytes, or nothing if they would be written in another way."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    return raw if write(raw) == text else None
