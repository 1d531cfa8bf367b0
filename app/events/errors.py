"""Name what can be refused about events."""

from app.kernel.errors import Conflict, NotFound


class EventNotFound(NotFound):
    """Say that there is no such event."""


class HostLinkNotFound(NotFound):
    """Say that an event has no such host link."""


class SeriesNotFound(NotFound):
    """Say that there is no such series."""


class CampaignNotFound(NotFound):
    """Say that there is no such campaign."""


class EventCancelled(Conflict):
    """Decline to change an event that was cancelled."""


class EventPublished(Conflict):
    """Decline to say when to publish what is public already."""


class EventPast(Conflict):
    """Decline to postpone what took place."""


class EventNotPublished(Conflict):
    """Decline what only a published event allows."""
