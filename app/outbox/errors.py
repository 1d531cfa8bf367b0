"""Name what can be refused about letters."""

from app.kernel.errors import Conflict, NotFound


class AddressAsksForNone(Conflict):
    """Decline to write to an address that wants no letters from here, ever."""


class NotAStopLink(NotFound):
    """Say that this link stops nothing."""
