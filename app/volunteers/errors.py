"""Name what can be refused about volunteers.

NotFound
├── VolunteerNotFound   this secret opens nothing
├── HandOverNotFound    this link hands nothing over, or no longer
└── NeedNotFound        the event has no such need
Conflict
├── ClaimRefused        a rule stands against taking the shift
├── TooLateToLeave      it begins too soon to be given back
├── NoShift             only who has a shift has a ticket
├── ReplayDiffers       the same form, sent again in another name
└── BelowTaken          fewer places than people who have one
"""

from app.kernel.errors import Conflict, NotFound

from .need import Need
from .rota import Objection


class VolunteerNotFound(NotFound):
    """Say that this secret opens nothing."""


class HandOverNotFound(NotFound):
    """Say that this link hands nothing over, or no longer."""


class NeedNotFound(NotFound):
    """Say that the event has no such need."""


class ClaimRefused(Conflict):
    """Decline a shift because of a rule."""

    def __init__(self, objection: Objection, need: Need) -> None:
        super().__init__(objection.value)
        self.objection = objection
        self.need = need


class TooLateToLeave(Conflict):
    """Decline to take a shift back so shortly before it begins."""


class NoShift(Conflict):
    """Decline a ticket to somebody without a shift."""


class ReplayDiffers(Conflict):
    """Decline a form that was sent before in another name."""


class BelowTaken(Conflict):
    """Decline fewer places than the `taken` ones."""

    def __init__(self, taken: int) -> None:
        super().__init__(f"{taken} people have this shift")
        self.taken = taken
