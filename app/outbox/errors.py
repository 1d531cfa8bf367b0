"""Name what can be refused about letters."""

from app.kernel.errors import NotFound


class NotAStopLink(NotFound):
    """Say that this link stops nothing."""
