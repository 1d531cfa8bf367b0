"""Give a shift into other hands, in one deed: there is never nobody who has it, and never two.

Whoever hands it over has it until somebody takes it over, by the link or, if it is open to all,
from the list of what is needed.
"""

from collections.abc import Iterator

from sqlalchemy import select

from app import events
from app.kernel.act import Act
from app.kernel.ids import EventId, NeedId, VolunteerId
from app.platform.db import session
from app.platform.own_link import locator
from app.platform.vault import KeyDestroyed

from . import keys
from .errors import HandOverNotFound, NoShift
from .filling import hand_over, keep
from .models import AssignmentRow, HandOverRow, NeedRow, RotaRow
from .need import Need
from .opening import locked
from .queries import get_need
from .volunteer import HandOver

_NONCE = 16


def hand_over_to_all(secret: str, need_id: int, act: Act) -> None:
    """Let whoever finds the shift in the list take it over.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NoShift: they do not have it.
    """
    _offer(secret, need_id, act, is_open=True)


def hand_over_by_link(secret: str, need_id: int, act: Act) -> None:
    """Let whoever has the link take the shift over.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NoShift: they do not have it.
    """
    _offer(secret, need_id, act, is_open=False)


def keep_shift(secret: str, need_id: int, act: Act) -> None:
    """Hand a shift over to nobody any more; twice is as once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
    """
    with locked(secret, act) as volunteer:
        keep(get_need(volunteer.event_id, need_id), volunteer.id)


def find_handed_over(link: str) -> Need | None:
    """Return the shift that a link hands over."""
    for event_id, need_id, _ in _behind(link):
        return get_need(event_id, need_id)
    return None


def giver_of(need: Need, link: str) -> VolunteerId | None:
    """Return who hands a shift over: by this link, or else the first who offers it to all.

    Raises:
        HandOverNotFound: the link hands nothing over, or no longer.
    """
    if link:
        for _, need_id, volunteer_id in _behind(link):
            if need_id == need.id:
                return volunteer_id
        raise HandOverNotFound
    found = (
        select(AssignmentRow.volunteer_id)
        .join(HandOverRow)
        .where(AssignmentRow.need_id == need.id, HandOverRow.is_open)
        .order_by(AssignmentRow.id)
    )
    giver = session().scalars(found).first()
    return None if giver is None else VolunteerId(giver)


def _offer(secret: str, need_id: int, act: Act, *, is_open: bool) -> None:
    with locked(secret, act) as volunteer:
        if not volunteer.has(need_id):
            raise NoShift
        nonce = act.entropy(_NONCE)
        link = keys.hand_over_secret(events.get(volunteer.event_id).uid, nonce)
        asked = HandOver(NeedId(need_id), link, is_open=is_open)
        hand_over(get_need(volunteer.event_id, need_id), volunteer.id, asked, nonce)


def _behind(link: str) -> Iterator[tuple[EventId, NeedId, VolunteerId]]:
    """Yield the event, the need and the holder of the shift that a link hands over."""
    near = (
        select(RotaRow.event_uid, HandOverRow.nonce, RotaRow.event_id, AssignmentRow)
        .join(AssignmentRow, AssignmentRow.id == HandOverRow.assignment_id)
        .join(NeedRow, NeedRow.id == AssignmentRow.need_id)
        .join(RotaRow, RotaRow.event_id == NeedRow.event_id)
        .where(HandOverRow.locator == locator(link), NeedRow.removed.is_(False))
    )
    for event_uid, nonce, event_id, held in session().execute(near):
        if _leads_to(link, event_uid, nonce):
            yield EventId(event_id), NeedId(held.need_id), VolunteerId(held.volunteer_id)


def _leads_to(link: str, event_uid: str, nonce: bytes) -> bool:
    try:
        return keys.hand_over_secret(event_uid, nonce) == link
    except KeyDestroyed:
        return False
