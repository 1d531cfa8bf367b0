"""Bring in an event from elsewhere, once however often it comes."""

from enum import StrEnum

from sqlalchemy import select

from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session

from .adding import Draft, add, kept_uid
from .changing import reword
from .models import EventRow
from .queries import get


class Arrival(StrEnum):
    """What became of an event that was brought in."""

    ADDED = "added"
    TRANSLATED = "translated"
    THERE = "there"


def bring_in(draft: Draft, act: Act) -> tuple[Arrival, EventId]:
    """Add an event as a draft; one that is there already gets the text in a further language.

    Raises:
        Invalid: what it says cannot be used.
        EventCancelled: it was called off here.
    """
    there = _find(draft.uid) if draft.uid else None
    if there is None:
        return Arrival.ADDED, add(draft, act)
    if draft.language in get(there).texts:
        return Arrival.THERE, there
    reword(there, draft.language, draft.words, act)
    return Arrival.TRANSLATED, there


def _find(uid: str) -> EventId | None:
    found = session().scalar(select(EventRow.id).where(EventRow.uid == kept_uid(uid)))
    return None if found is None else EventId(found)
