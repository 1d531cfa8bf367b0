"""Tell a party all that is kept about it: what its page shows, and the rest."""

from dataclasses import dataclass, field
from datetime import datetime

from app.platform.db import session

from .levels import opened
from .models import ContactRow, PartyRow, RoomRow
from .party import Party


@dataclass(frozen=True, slots=True)
class Left:
    """What a party left for updates, and the wording that it agreed to."""

    address: str = field(repr=False)
    language: str
    consent: str
    confirmed: bool
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How many a party asked for at first, its number in the line, and what it left."""

    asked: int
    number: int
    left: Left | None


def kept(party: Party) -> Kept:
    """Return what is kept about a party beside what its page shows."""
    row = session().get_one(PartyRow, party.id)
    return Kept(row.asked, row.number, _left(party))


def ticket_hash_of(party: Party) -> bytes:
    """Return what the tables of gates hold instead of a party's ticket."""
    return session().get_one(PartyRow, party.id).ticket_hash


def _left(party: Party) -> Left | None:
    row = session().get(ContactRow, party.id)
    if row is None:
        return None
    contact = opened(row, session().get_one(RoomRow, party.event_id).event_uid)
    return Left(contact.address, row.language, row.consent, row.confirmed, row.ends_at)
