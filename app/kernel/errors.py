"""Name what can be refused. The whole tree stands here; domains add their leaves.

Refusal
├── NotFound        there is no such thing, or it is not yours
├── Invalid         the words given cannot be used
├── Conflict        the state of things does not allow it
│   └── Gone        it was there and has been destroyed
└── Unavailable     not now: try again later
"""


class Refusal(Exception):
    """Decline a deed whose precondition does not hold."""


class NotFound(Refusal):
    """Say that there is no such thing, in the same words as for what is not yours."""


class Invalid(Refusal):
    """Decline words that cannot be used, and name the field."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class Conflict(Refusal):
    """Decline because the state of things does not allow it."""


class Gone(Conflict):
    """Say that it has been destroyed, as was promised."""


class Unavailable(Refusal):
    """Decline for now."""
