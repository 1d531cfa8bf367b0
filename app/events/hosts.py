"""Let somebody host an event on the spot by a secret link, without an account, until it is over."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId, crockford
from app.kernel.text import one_line
from app.platform.db import session
from app.platform.vault import vault

from .errors import HostLinkNotFound
from .event import Event
from .models import EventRow, HostLinkRow
from .queries import get

LONGEST_HOST = 60


@dataclass(frozen=True, slots=True)
class HostLink:
    """A link that was handed out, by the organisers' own word for it."""

    id: int
    label: str
    made_on: date


def add_host_link(event_id: EventId, label: str, act: Act) -> str:
    """Return the secret of a link for whoever hosts the event; it ends with the event.

    Raises:
        Invalid: there is no word for it, or too long a one.
    """
    said = one_line(label)
    if not said or len(said) > LONGEST_HOST:
        raise Invalid("label", "too_long" if said else "missing")
    secret = crockford(act.entropy(16))
    session().add(
        HostLinkRow(event_id=event_id, link_hash=_hash(secret), label=said, made_on=act.now.date())
    )
    session().flush()
    audit.note("host link made", event_id, act)
    return secret


def end_host_link(event_id: EventId, link_id: int, act: Act) -> None:
    """Take a link back: it opens nothing any more.

    Raises:
        HostLinkNotFound: the event has none of this number.
    """
    gone = (
        delete(HostLinkRow)
        .where(HostLinkRow.id == link_id, HostLinkRow.event_id == event_id)
        .returning(HostLinkRow.id)
    )
    if session().scalar(gone) is None:
        raise HostLinkNotFound
    audit.note("host link ended", event_id, act)


def host_links(event_id: EventId) -> list[HostLink]:
    """Return the links to an event that were handed out, oldest first."""
    found = select(HostLinkRow).where(HostLinkRow.event_id == event_id).order_by(HostLinkRow.id)
    return [HostLink(row.id, row.label, row.made_on) for row in session().scalars(found)]


def find_hosted(secret: str, now: datetime) -> Event | None:
    """Return the event that a link is for, from its publication until it is cancelled or over."""
    found = select(HostLinkRow.event_id).where(HostLinkRow.link_hash == _hash(secret))
    event_id = session().scalar(found)
    event = None if event_id is None else get(event_id)
    return event if event is not None and event.takes_rsvps(now) else None


def forget_host_links(now: datetime) -> None:
    """Delete the links to events that are over."""
    over = select(EventRow.id).where(EventRow.over_at <= now)
    session().execute(delete(HostLinkRow).where(HostLinkRow.event_id.in_(over)))


def _hash(secret: str) -> bytes:
    return vault().keyed_hash("host link", secret.encode())
