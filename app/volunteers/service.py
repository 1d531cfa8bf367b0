"""Do what volunteers do: take a first shift and further ones, leave, erase; and end them all."""

from sqlalchemy import delete, insert, select, update

from app import events, tickets
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import NeedId
from app.kernel.text import one_line
from app.platform.db import session
from app.platform.own_link import locator

from . import keys
from .errors import (
    ClaimRefused,
    NeedNotFound,
    ReplayDiffers,
    TooLateToLeave,
    VolunteerNotFound,
)
from .locking import lock, pages_in_step
from .models import AssignmentRow, NeedRow, RotaRow, VolunteerRow
from .need import Need
from .queries import find, get_need, view
from .rota import Person, Setting, decide, may_leave
from .volunteer import LONGEST_HANDLE, Volunteer, Wish


def enlist(event_id: int, wish: Wish, act: Act) -> str:
    """Take somebody's first shift and return the secret of their page.

    The same form sent again leads to the same volunteer; for another shift, it takes that one too,
    by the same rules.

    Raises:
        Invalid: no handle.
        NeedNotFound: the event has no such need.
        ReplayDiffers: this form was sent before, in another name.
        ClaimRefused: a rule stands against it.
        KeyDestroyed: the retention of the event is over.
    """
    handle = _checked(wish.handle)
    rota = lock(event_id)
    if rota is None:
        raise NeedNotFound(str(wish.need_id))
    secret = keys.secret_of(rota.event_uid, wish.nonce)
    before = _found(rota, secret)
    if before is not None:
        _again(rota, before, wish, act)
        return secret
    need = get_need(event_id, wish.need_id)
    _refuse(need, Person(adult=wish.adult), act)
    with pages_in_step(event_id, act):
        _assign(need, _add(rota, secret, handle, wish, act))
    return secret


def claim(secret: str, need_id: int, act: Act, *, adult: bool = False) -> None:
    """Take a further shift; the same one twice is as once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NeedNotFound: the event has no such need.
        ClaimRefused: a rule stands against it.
    """
    volunteer = _locked(secret)
    _claim(volunteer, need_id, act, adult=adult)


def leave(secret: str, need_id: int, act: Act) -> None:
    """Give a shift back; twice is as once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NeedNotFound: the event has no such need.
        TooLateToLeave: it begins too soon.
    """
    volunteer = _locked(secret)
    need = get_need(volunteer.event_id, need_id)
    if not volunteer.has(need_id):
        return
    if not need.removed and not may_leave(need, act.now):
        raise TooLateToLeave
    with pages_in_step(volunteer.event_id, act):
        _unassign(need, volunteer)


def erase(secret: str, act: Act) -> None:
    """Delete a volunteer without a trace but the revoked ticket; their shifts are free at once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
    """
    volunteer = _locked(secret)
    with pages_in_step(volunteer.event_id, act):
        for need in volunteer.shifts:
            _unassign(need, volunteer)
        _revoke_ticket(volunteer)
        session().execute(delete(VolunteerRow).where(VolunteerRow.id == volunteer.id))


def destroy(event_id: int) -> int:
    """Delete all volunteers of an event and return how many; the numbers taken stay."""
    gone = delete(VolunteerRow).where(VolunteerRow.event_id == event_id).returning(VolunteerRow.id)
    return len(session().scalars(gone).all())


def destroy_keys(event_uid: str) -> None:
    """Destroy the keys of an event's volunteers for good; called once the rows are gone."""
    keys.destroy(event_uid)


def _locked(secret: str) -> Volunteer:
    """Lock the rota of a volunteer, then read them: they may have changed before the lock came."""
    volunteer = find(secret)
    if volunteer is None:
        raise VolunteerNotFound
    lock(volunteer.event_id)
    volunteer = find(secret)
    if volunteer is None:
        raise VolunteerNotFound
    return volunteer


def _found(rota: RotaRow, secret: str) -> VolunteerRow | None:
    found = select(VolunteerRow).where(
        VolunteerRow.event_id == rota.event_id,
        VolunteerRow.secret_hash == keys.secret_hash(rota.event_uid, secret),
    )
    return session().scalars(found).first()


def _again(rota: RotaRow, row: VolunteerRow, wish: Wish, act: Act) -> None:
    volunteer = view(row, rota.event_uid)
    if volunteer.handle != _checked(wish.handle):
        raise ReplayDiffers
    if wish.need_id != row.asked_need:
        _claim(volunteer, wish.need_id, act, adult=wish.adult)


def _claim(volunteer: Volunteer, need_id: int, act: Act, *, adult: bool) -> None:
    need = get_need(volunteer.event_id, need_id)
    if volunteer.has(need.id) and not need.removed:
        return
    adult = adult or volunteer.adult
    _refuse(need, Person(volunteer.shifts, adult), act)
    with pages_in_step(volunteer.event_id, act):
        _assign(need, volunteer.id)
        known = update(VolunteerRow).where(VolunteerRow.id == volunteer.id)
        session().execute(known.values(adult=adult))


def _refuse(need: Need, person: Person, act: Act) -> None:
    """Refuse what a rule stands against."""
    setting = Setting(act.now, events.takes_rsvps(need.event_id, act.now))
    objection = decide(need, person, setting)
    if objection is not None:
        raise ClaimRefused(objection, need)


def _add(rota: RotaRow, secret: str, handle: str, wish: Wish, act: Act) -> int:
    secret_hash = keys.secret_hash(rota.event_uid, secret)
    added = insert(VolunteerRow).values(
        event_id=rota.event_id,
        locator=locator(secret),
        secret_hash=secret_hash,
        ticket_hash=_ticket_hash(rota.event_uid, secret),
        handle=keys.seal_handle(rota.public_key, handle, secret_hash),
        adult=wish.adult,
        asked_need=wish.need_id,
        came_on=act.now.date(),
    )
    return session().execute(added.returning(VolunteerRow.id)).scalar_one()


def _assign(need: Need, volunteer_id: int) -> None:
    session().execute(insert(AssignmentRow).values(need_id=need.id, volunteer_id=volunteer_id))
    _count(need.id, 1)


def _unassign(need: Need, volunteer: Volunteer) -> None:
    session().execute(
        delete(AssignmentRow).where(
            AssignmentRow.need_id == need.id, AssignmentRow.volunteer_id == volunteer.id
        )
    )
    _count(need.id, -1)


def _count(need_id: NeedId, people: int) -> None:
    counted = update(NeedRow).where(NeedRow.id == need_id)
    session().execute(counted.values(taken=NeedRow.taken + people))


def _revoke_ticket(volunteer: Volunteer) -> None:
    """Have gates refuse the ticket, unless all tickets of the event are void by now."""
    if tickets.has_key(events.get(volunteer.event_id).uid):
        found = select(VolunteerRow.ticket_hash).where(VolunteerRow.id == volunteer.id)
        tickets.revoke(volunteer.event_id, session().scalars(found).one())


def _ticket_hash(event_uid: str, secret: str) -> bytes:
    key = tickets.key_of(event_uid)
    return tickets.ticket_hash(key, tickets.ticket_id(key, secret))


def _checked(handle: str) -> str:
    handle = one_line(handle)
    if not handle or len(handle) > LONGEST_HANDLE:
        raise Invalid("handle", "length")
    return handle
