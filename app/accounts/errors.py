"""Name what can be refused about organisers."""

from app.kernel.errors import Conflict, NotFound


class OrganiserNotFound(NotFound):
    """Say that there is no such organiser."""


class OrganiserExists(Conflict):
    """Decline to add an address twice."""


class LinkSpent(Conflict):
    """Decline a sign-in link that was used, is too old, or never was."""
