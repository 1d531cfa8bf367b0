"""Name what can be refused about RSVPs.

Conflict
├── Full                no places left for so many, and no waitlist
├── TooLarge            more people than the event has places for
├── EventOver           RSVPs end with the event
├── PartyCancelled      the party was cancelled
├── SeatsTaken          not so many places of a further kind
├── OfferEnded          the place that was held is somebody else's now
├── NotConfirmed        only confirmed parties have a ticket
├── ReplayDiffers       the same form, sent again with other values
├── ProofSpent          this link does not confirm an address (any more)
└── BelowConfirmed      fewer places than people who have one
"""

from app.kernel.errors import Conflict, NotFound
from app.kernel.ids import KindId


class PartyNotFound(NotFound):
    """Say that this secret opens nothing."""


class KindNotFound(NotFound):
    """Say that the event has no such kind of place."""


class QuestionNotFound(NotFound):
    """Say that the organisers do not ask this."""


class Full(Conflict):
    """Decline a party that does not fit; `left` places are free."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} places left")
        self.left = left


class TooLarge(Conflict):
    """Decline a party that could never fit in `capacity` places."""

    def __init__(self, capacity: int) -> None:
        super().__init__(f"{capacity} places in all")
        self.capacity = capacity


class SeatsTaken(Conflict):
    """Decline so many places of a further kind; the party may have `at_most` so many."""

    def __init__(self, kind: KindId, at_most: int) -> None:
        super().__init__(f"at most {at_most} places of kind {kind}")
        self.kind = kind
        self.at_most = at_most


class EventOver(Conflict):
    """Decline because the event is over, cancelled or not published."""


class PartyCancelled(Conflict):
    """Decline to change a party that was cancelled."""


class NotConfirmed(Conflict):
    """Decline a ticket to a party without a place."""


class OfferEnded(Conflict):
    """Decline a place that was held for the party, but for too long."""


class ReplayDiffers(Conflict):
    """Decline a form that was sent before with other values."""


class ProofSpent(Conflict):
    """Decline to confirm an address by a link that is too old, or was replaced."""


class BelowConfirmed(Conflict):
    """Decline fewer places than the `confirmed` people who have one."""

    def __init__(self, confirmed: int) -> None:
        super().__init__(f"{confirmed} people are confirmed")
        self.confirmed = confirmed
