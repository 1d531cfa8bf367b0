"""Say which deed leads an event from which state to which: one table. Pure.

That it is past is no state: the clock alone says so. A draft with an hour at which it is published
is a draft until then, and nobody but organisers sees it.
"""

from enum import StrEnum

from .errors import EventCancelled, EventNotPublished, EventPublished


class State(StrEnum):
    """What an event is, apart from the clock."""

    DRAFT = "draft"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    """To another day, or to one that is not known yet."""
    CANCELLED = "cancelled"


class Deed(StrEnum):
    """What organisers do with an event as a whole."""

    CHANGE = "change"
    SCHEDULE = "schedule"
    PREVIEW = "preview"
    PUBLISH = "publish"
    POSTPONE = "postpone"
    CANCEL = "cancel"


NEXT = {
    (State.DRAFT, Deed.CHANGE): State.DRAFT,
    (State.DRAFT, Deed.SCHEDULE): State.DRAFT,
    (State.DRAFT, Deed.PREVIEW): State.DRAFT,
    (State.DRAFT, Deed.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Deed.CHANGE): State.PUBLISHED,
    (State.PUBLISHED, Deed.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Deed.POSTPONE): State.POSTPONED,
    (State.PUBLISHED, Deed.CANCEL): State.CANCELLED,
    (State.POSTPONED, Deed.CHANGE): State.POSTPONED,
    (State.POSTPONED, Deed.PUBLISH): State.POSTPONED,
    (State.POSTPONED, Deed.POSTPONE): State.POSTPONED,
    (State.POSTPONED, Deed.CANCEL): State.CANCELLED,
}
"""Where a deed leads; what does not stand here is refused."""

_WHY_NOT = {
    State.DRAFT: EventNotPublished,
    State.PUBLISHED: EventPublished,
    State.POSTPONED: EventPublished,
    State.CANCELLED: EventCancelled,
}


def refuse_unless_allowed(deed: Deed, state: State, slug: str) -> None:
    """Refuse a deed that the table does not know for a state.

    Raises:
        EventCancelled, EventPublished, EventNotPublished: that is why not.
    """
    if (state, deed) not in NEXT:
        raise _WHY_NOT[state](slug)
