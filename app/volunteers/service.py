"""Do what volunteers do: take a first shift and further ones, wait, leave, erase; end them all."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, insert, select, update

from app import events, tickets
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.text import one_line
from app.platform.db import session
from app.platform.own_link import locator

from . import keys
from .errors import (
    ClaimRefused,
    NeedNotFound,
    ReplayDiffers,
    TooLateToLeave,
)
from .filling import assign, put_in_line, take_out_of_line, unassign
from .line import promote, settle
from .locking import lock, pages_in_step
from .models import RotaRow, VolunteerRow
from .need import Need
from .queries import get, get_need
from .rota import Objection, Person, Setting, decide, may_leave, overlaps
from .volunteer import LONGEST_HANDLE, Standing, Volunteer, Wish


def enlist(event_id: int, wish: Wish, act: Act) -> str:
    """Take somebody's first shift and return the secret of their page.

    The same form sent again leads to the same volunteer; for another shift, it takes that one too,
    by the same rules. Whoever said so waits for a shift that is full.

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
        _again(secret, before, wish, act)
        return secret
    with pages_in_step(event_id, act):
        settle(event_id, act)
        need = get_need(event_id, wish.need_id)
        objection = _refuse(need, Person(adult=wish.adult), act, or_wait=wish.or_wait)
        volunteer_id = _add(rota, secret, handle, wish, act)
        put_in_line(need, volunteer_id) if objection else assign(need, volunteer_id)
    return secret


def claim(secret: str, need_id: int, act: Act, *, adult: bool = False) -> None:
    """Take a further shift, or one that is held for them; the same one twice is as once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NeedNotFound: the event has no such need.
        ClaimRefused: a rule stands against it.
    """
    with _locked(secret, act) as volunteer:
        _claim(volunteer, need_id, act, adult=adult)


def claim_or_wait(secret: str, need_id: int, act: Act, *, adult: bool = False) -> None:
    """Take a further shift, or wait for it if it is full; twice is as once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NeedNotFound: the event has no such need.
        ClaimRefused: a rule stands against it.
    """
    with _locked(secret, act) as volunteer:
        _claim(volunteer, need_id, act, adult=adult, or_wait=True)


def leave(secret: str, need_id: int, act: Act) -> None:
    """Give a shift back, wait for it no longer, or decline it; twice is as once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NeedNotFound: the event has no such need.
        TooLateToLeave: it begins too soon.
    """
    with _locked(secret, act) as volunteer:
        need = get_need(volunteer.event_id, need_id)
        candidacy = volunteer.candidacy(need_id)
        if candidacy is not None:
            take_out_of_line(candidacy, volunteer.id)
            promote(volunteer.event_id, need_id, act)
        if volunteer.has(need_id):
            if not need.removed and not may_leave(need, act.now):
                raise TooLateToLeave
            _free(need, volunteer, act)


def erase(secret: str, act: Act) -> None:
    """Delete a volunteer without a trace but the revoked ticket; their shifts are free at once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
    """
    with _locked(secret, act) as volunteer:
        for need in volunteer.shifts:
            unassign(need, volunteer.id)
        for candidacy in volunteer.candidacies:
            take_out_of_line(candidacy, volunteer.id)
        _revoke_ticket(volunteer)
        session().execute(delete(VolunteerRow).where(VolunteerRow.id == volunteer.id))
        for freed in (*volunteer.shifts, *(wish.need for wish in volunteer.candidacies)):
            promote(volunteer.event_id, freed.id, act)


def destroy(event_id: int) -> int:
    """Delete all volunteers of an event and return how many; the numbers taken stay."""
    gone = delete(VolunteerRow).where(VolunteerRow.event_id == event_id).returning(VolunteerRow.id)
    return len(session().scalars(gone).all())


def destroy_keys(event_uid: str) -> None:
    """Destroy the keys of an event's volunteers for good; called once the rows are gone."""
    keys.destroy(event_uid)


@contextmanager
def _locked(secret: str, act: Act) -> Iterator[Volunteer]:
    """Lock the rota of a volunteer, then read them: they may have changed before the lock came."""
    event_id = get(secret).event_id
    lock(event_id)
    with pages_in_step(event_id, act):
        settle(event_id, act)
        yield get(secret)


def _found(rota: RotaRow, secret: str) -> VolunteerRow | None:
    found = select(VolunteerRow).where(
        VolunteerRow.event_id == rota.event_id,
        VolunteerRow.secret_hash == keys.secret_hash(rota.event_uid, secret),
    )
    return session().scalars(found).first()


def _again(secret: str, row: VolunteerRow, wish: Wish, act: Act) -> None:
    with _locked(secret, act) as volunteer:
        if volunteer.handle != _checked(wish.handle):
            raise ReplayDiffers
        if wish.need_id != row.asked_need:
            _claim(volunteer, wish.need_id, act, adult=wish.adult, or_wait=wish.or_wait)


def _claim(
    volunteer: Volunteer, need_id: int, act: Act, *, adult: bool, or_wait: bool = False
) -> None:
    need, candidacy = get_need(volunteer.event_id, need_id), volunteer.candidacy(need_id)
    if volunteer.has(need.id) and not need.removed:
        return
    adult = adult or volunteer.adult
    offered = candidacy is not None and candidacy.standing is Standing.OFFERED
    person = Person(volunteer.shifts, adult, offered)
    objection = _refuse(need, person, act, or_wait=or_wait)
    known = update(VolunteerRow).where(VolunteerRow.id == volunteer.id)
    session().execute(known.values(adult=adult))
    if not objection:
        _take(need, volunteer, act)
    elif candidacy is None:
        put_in_line(need, volunteer.id)


def _refuse(need: Need, person: Person, act: Act, *, or_wait: bool) -> Objection | None:
    """Refuse what a rule stands against; being full is no reason for those who would wait."""
    setting = Setting(act.now, events.takes_rsvps(need.event_id, act.now))
    objection = decide(need, person, setting)
    if objection is None or (or_wait and objection is Objection.FULL):
        return objection
    raise ClaimRefused(objection, need)


def _take(need: Need, volunteer: Volunteer, act: Act) -> None:
    """Give somebody a shift, and let go of what is held for them at the same time."""
    for candidacy in volunteer.candidacies:
        if candidacy.need.id == need.id:
            take_out_of_line(candidacy, volunteer.id)
        elif candidacy.standing is Standing.OFFERED and overlaps(candidacy.need, need):
            take_out_of_line(candidacy, volunteer.id)
            promote(volunteer.event_id, candidacy.need.id, act)
    assign(need, volunteer.id)


def _free(need: Need, volunteer: Volunteer, act: Act) -> None:
    """Take a shift from somebody; it goes to those who wait, and they may have what it barred."""
    unassign(need, volunteer.id)
    for need_id in (need.id, *(wish.need.id for wish in volunteer.candidacies)):
        promote(volunteer.event_id, need_id, act)


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
