"""Name what can be refused at the gate.

Invalid
├── MalformedBatch      these bytes are no records
└── MalformedKey        this is no public key of a phone
NotFound
└── DeviceNotFound      there is no such phone at this event
Conflict
├── EnrolmentSpent      the link was used, is too old, or never was
├── DeviceRevoked       the phone was shut out
└── CountingOver        the event's retention is over
"""

from app.kernel.errors import Conflict, Gone, Invalid, NotFound


class MalformedBatch(Invalid):
    """Decline bytes that are no records; nothing of them is kept."""

    def __init__(self, reason: str) -> None:
        super().__init__("records", reason)


class MalformedKey(Invalid):
    """Decline bytes that are no point of the curve P-256."""

    def __init__(self) -> None:
        super().__init__("public_key", "malformed")


class DeviceNotFound(NotFound):
    """Say that no such phone was enrolled for this event."""


class EnrolmentSpent(Conflict):
    """Decline an enrolment link that was used, is too old, or never was."""


class DeviceRevoked(Conflict):
    """Decline what a phone sends that was shut out, or that nobody has confirmed."""


class CountingOver(Gone):
    """Decline to count at an event whose retention is over."""
