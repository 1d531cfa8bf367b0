"""Name what can be refused about letters."""

from app.kernel.errors import Conflict


class AddressAsksForNone(Conflict):
    """Decline to write to an address that wants no letters from here, ever."""
