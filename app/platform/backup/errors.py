"""Name what can go wrong with copies."""

from app.kernel.errors import Conflict, Unavailable


class CannotCopy(Unavailable):
    """Say why no copy was made, and what to do."""


class CannotRestore(Conflict):
    """Say why nothing was put back, and what to do."""


class Damaged(Conflict):
    """Say that a copy is not whole, or not one of ours."""
