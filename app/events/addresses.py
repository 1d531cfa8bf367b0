"""Give an event another readable address; the old one leads to it for good."""

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import SLUG
from app.platform.db import session

from .models import EventRow, OldSlugRow
from .states import Deed, State
from .writing import locked_for, published_change


def rename(event_id: int, slug: str, act: Act) -> None:
    """Give an event another address; what was shared, printed or put into calendars still works.

    Raises:
        Invalid: the address is malformed, or belongs to another event, now or before.
        EventCancelled: a cancelled event stays as it is.
    """
    row = locked_for(Deed.CHANGE, event_id)
    if slug == row.slug:
        return
    check_free(slug, event_id)
    session().execute(delete(OldSlugRow).where(OldSlugRow.slug == slug))
    if row.state != State.DRAFT:
        session().add(OldSlugRow(slug=row.slug, event_id=event_id))
    row.slug = slug
    published_change(row, act)
    audit.note("event address changed", event_id, act)


def slug_now(slug: str) -> str | None:
    """Return the address of the event that had this one before."""
    found = select(EventRow.slug).join(OldSlugRow).where(OldSlugRow.slug == slug)
    return session().scalar(found)


def check_free(slug: str, event_id: int = 0) -> None:
    """Refuse an address that no event may have, or that another event has or had.

    Raises:
        Invalid: malformed, or taken.
    """
    if not SLUG.fullmatch(slug):
        raise Invalid("slug", "malformed")
    if any(owner != event_id for owner in _owners(slug)):
        raise Invalid("slug", "taken")


def taken_from(start: str) -> set[str]:
    """Return the addresses, old ones too, that begin so."""
    found = [
        session().scalars(select(table.slug).where(table.slug.startswith(start)))
        for table in (EventRow, OldSlugRow)
    ]
    return {slug for slugs in found for slug in slugs}


def _owners(slug: str) -> list[int]:
    now = select(EventRow.id).where(EventRow.slug == slug)
    before = select(OldSlugRow.event_id).where(OldSlugRow.slug == slug)
    return [*session().scalars(now), *session().scalars(before)]
