"""Erase, everywhere, what is held about somebody who asks for it on their own page."""

from app import checkin, outbox, rsvps, volunteers
from app.kernel.act import Act


def erase_party(secret: str, act: Act) -> None:
    """Delete a party without a trace but its revoked ticket; freed places go to the next in line.

    A letter that was asked for once, for an address that is not kept, still leaves: whose it is
    shows nowhere but inside its seal.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    party = rsvps.get(secret)
    ticket = rsvps.ticket_hash_of(party)
    left = rsvps.kept(party).left
    rsvps.erase(secret, act)
    if left is not None:
        outbox.take_back(party.event_id, left.address, act)
    checkin.forget(party.event_id, ticket)


def erase_volunteer(secret: str, act: Act) -> None:
    """Delete a volunteer without a trace but the revoked ticket; their shifts are free at once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
    """
    volunteer = volunteers.get(secret)
    ticket = volunteers.ticket_hash_of(volunteer)
    volunteers.erase(secret, act)
    checkin.forget(volunteer.event_id, ticket)
