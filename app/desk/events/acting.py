"""Say who does a deed at the desk."""

from app.desk.signin import current_organiser
from app.kernel.act import Act, Actor
from app.platform.moment import current_act


def organisers_act() -> Act:
    """Return the circumstances of a deed of the organiser who is signed in."""
    organiser = current_organiser()
    return current_act(Actor.ORGANISER, organiser.id if organiser else None)
