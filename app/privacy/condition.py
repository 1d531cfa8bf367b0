"""Tell whether the promises about personal data are being kept."""

from datetime import UTC, datetime

from app import events, rsvps, volunteers
from app.platform.vault import vault

from .service import due, due_volunteers

_END = datetime.max.replace(tzinfo=UTC)


def overdue(now: datetime) -> int:
    """Count the events of which something is left that should have been destroyed by then."""
    return len({*due(now), *due_volunteers(now)})


def missing_keys(now: datetime) -> list[str]:
    """Return the names of keys that events still need and that are not there."""
    of_parties = events.over_between(now - rsvps.RETENTION, _END)
    of_volunteers = events.over_between(now - volunteers.RETENTION, _END)
    needed = [*rsvps.needed_keys(of_parties), *volunteers.needed_keys(of_volunteers)]
    return sorted(name for name in needed if not vault().has(name))
