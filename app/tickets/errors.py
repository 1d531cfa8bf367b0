"""Name what can be refused about tickets.

Invalid
├── Malformed   this is not a code of ours, or was damaged
└── Forged      the signature is not by this event's key
"""

from app.kernel.errors import Invalid


class Malformed(Invalid):
    """Decline something that cannot be a code."""

    def __init__(self, reason: str) -> None:
        super().__init__("code", reason)


class Forged(Invalid):
    """Decline a code that this event's key did not sign."""

    def __init__(self) -> None:
        super().__init__("code", "forged")
