"""Make a party's ticket, afresh each time it is asked for: it is kept nowhere."""

from app import events, tickets
from app.platform.vault import vault

from .admission import PartyState
from .errors import NotConfirmed
from .party import Party


def code_of(party: Party, secret: str) -> str:
    """Return the code of a confirmed party's ticket.

    Raises:
        NotConfirmed: the party waits or was cancelled.
    """
    if party.state is not PartyState.CONFIRMED:
        raise NotConfirmed
    key = tickets.key_of(events.get(party.event_id).uid)
    return tickets.issue(
        key,
        vault().instance_id,
        secret,
        people=party.people,
        ticket_class=tickets.TicketClass.ATTENDEE,
    )


def short_code_of(party: Party, secret: str) -> str:
    """Return what can be typed at the gate when the code cannot be scanned."""
    key = tickets.key_of(events.get(party.event_id).uid)
    return tickets.short_code(tickets.ticket_id(key, secret))
