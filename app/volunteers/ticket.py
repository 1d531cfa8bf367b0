"""Make a volunteer's ticket, afresh each time it is asked for: it is kept nowhere."""

from app import events, tickets
from app.platform.db import session
from app.platform.vault import vault

from .errors import NoShift
from .models import VolunteerRow
from .volunteer import Volunteer


def has_ticket(volunteer: Volunteer) -> bool:
    """Tell whether there is a ticket: with a shift, and until the event's tickets are void."""
    return bool(volunteer.standing) and tickets.has_key(events.get(volunteer.event_id).uid)


def code_of(volunteer: Volunteer, secret: str) -> str:
    """Return the code by which the gate knows a volunteer.

    Raises:
        NoShift: they have no shift.
        KeyDestroyed: the event's tickets are void.
    """
    if not volunteer.standing:
        raise NoShift
    return tickets.issue(
        tickets.key_of(events.get(volunteer.event_id).uid),
        vault().instance_id,
        secret,
        people=1,
        ticket_class=tickets.TicketClass.VOLUNTEER,
    )


def short_code_of(volunteer: Volunteer, secret: str) -> str:
    """Return what can be typed at the gate when the code cannot be scanned."""
    key = tickets.key_of(events.get(volunteer.event_id).uid)
    return tickets.short_code(tickets.ticket_id(key, secret))


def ticket_hash_of(volunteer: Volunteer) -> bytes:
    """Return what the tables of gates hold instead of a volunteer's ticket."""
    return session().get_one(VolunteerRow, volunteer.id).ticket_hash
