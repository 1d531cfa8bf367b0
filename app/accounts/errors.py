"""Name what can be refused about organisers."""

from app.kernel.errors import Conflict, NotFound


class OrganiserNotFound(NotFound):
    """Say that there is no such organiser."""


class PasskeyNotFound(NotFound):
    """Say that an organiser has no such passkey."""


class SessionNotFound(NotFound):
    """Say that an organiser has no such session."""


class ApiTokenNotFound(NotFound):
    """Say that a team has no such token."""


class MemberNotFound(NotFound):
    """Say that nobody of this number is in the team."""


class LastOwner(Conflict):
    """Decline to leave a team without an owner."""


class InvitationSpent(Conflict):
    """Decline an invitation that was used, is too old, or never was."""


class OrganiserExists(Conflict):
    """Decline to add an address twice."""


class LinkSpent(Conflict):
    """Decline a sign-in link that was used, is too old, or never was."""


class WrongCode(Conflict):
    """Decline a code that is wrong, too old, or was used already."""


class LastFactor(Conflict):
    """Decline to take away what an organiser cannot sign in without."""
