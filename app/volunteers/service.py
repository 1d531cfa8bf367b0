"""Do what volunteers do: take a first shift and further ones, wait, leave, erase; end them all."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from app import events, tickets
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import VolunteerId
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
from .filling import assign, count_speakers, put_in_line, take_out_of_line, unassign
from .handing_over import giver_of
from .line import promote, promote_for, settle
from .locking import lock, pages_in_step
from .models import RotaRow, VolunteerRow
from .need import Need
from .opening import locked
from .queries import get_need, limits, skills_of
from .rota import Objection, Person, Setting, Skills, decide, may_leave, overlaps
from .volunteer import LONGEST_HANDLE, Asked, Standing, Volunteer, Wish


@dataclass(frozen=True, slots=True)
class _Granted:
    """Whether somebody gets the shift, not a place in line, and who hands it over to them."""

    taken: bool
    giver: VolunteerId | None


def enlist(event_id: int, wish: Wish, act: Act) -> str:
    """Take somebody's first shift and return the secret of their page.

    The same form sent again leads to the same volunteer; for another shift, it takes that one too,
    by the same rules. Whoever said so waits for a shift that is full.

    Raises:
        Invalid: no handle.
        NeedNotFound: the event has no such need.
        ReplayDiffers: this form was sent before, in another name.
        ClaimRefused: a rule stands against it.
        HandOverNotFound: the link hands nothing over, or no longer.
        KeyDestroyed: the retention of the event is over.
    """
    _checked(wish.handle)
    rota = lock(event_id)
    if rota is None:
        raise NeedNotFound(str(wish.asked.need_id))
    secret = keys.secret_of(rota.event_uid, wish.nonce)
    before = _found(rota, secret)
    if before is not None:
        _again(secret, before, wish, act)
        return secret
    with pages_in_step(event_id, act):
        settle(event_id, act)
        need = get_need(event_id, wish.asked.need_id)
        person = Person(adult=wish.asked.adult, skills=wish.asked.skills_for(need.role.key))
        granted = _grant(need, person, wish.asked, act)
        volunteer_id = _add(rota, secret, wish, person.skills, act)
        _place(need, volunteer_id, person.skills, granted, act)
    return secret


def claim(secret: str, asked: Asked, act: Act) -> None:
    """Take a further shift, one that is held for them or one that is handed over to them.

    The same one twice is as once. Whoever said so waits for a shift that is full.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NeedNotFound: the event has no such need.
        ClaimRefused: a rule stands against it.
        HandOverNotFound: the link hands nothing over, or no longer.
    """
    with locked(secret, act) as volunteer:
        _claim(volunteer, asked, act)


def leave(secret: str, need_id: int, act: Act) -> None:
    """Give a shift back, wait for it no longer, or decline it; twice is as once.

    Raises:
        VolunteerNotFound: the secret opens nothing.
        NeedNotFound: the event has no such need.
        TooLateToLeave: it begins too soon.
    """
    with locked(secret, act) as volunteer:
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
    with locked(secret, act) as volunteer:
        for need in volunteer.shifts:
            unassign(need, volunteer.id, volunteer.skills)
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


def _found(rota: RotaRow, secret: str) -> VolunteerRow | None:
    found = select(VolunteerRow).where(
        VolunteerRow.event_id == rota.event_id,
        VolunteerRow.secret_hash == keys.secret_hash(rota.event_uid, secret),
    )
    return session().scalars(found).first()


def _again(secret: str, row: VolunteerRow, wish: Wish, act: Act) -> None:
    with locked(secret, act) as volunteer:
        if volunteer.handle != _checked(wish.handle):
            raise ReplayDiffers
        if wish.asked.need_id != row.asked_need:
            _claim(volunteer, wish.asked, act)


def _claim(volunteer: Volunteer, asked: Asked, act: Act) -> None:
    need, candidacy = (
        get_need(volunteer.event_id, asked.need_id),
        volunteer.candidacy(asked.need_id),
    )
    if volunteer.has(need.id) and not need.removed:
        return
    person = Person(
        volunteer.shifts,
        asked.adult or volunteer.adult,
        offered=volunteer.is_offered(need.id),
        waits=candidacy is not None,
        skills=volunteer.skills.with_more(asked.skills_for(need.role.key)),
    )
    granted = _grant(need, person, asked, act)
    _remember(volunteer, person)
    if granted.taken:
        _let_go(volunteer, need, act)
    if granted.taken or candidacy is None:
        _place(need, volunteer.id, person.skills, granted, act)


def _grant(need: Need, person: Person, asked: Asked, act: Act) -> _Granted:
    """Refuse what a rule stands against; being full is no reason for those who would wait.

    Where somebody hands the shift over, it is decided as if they had left.
    """
    giver = giver_of(need, asked.link)
    if giver is not None and (asked.link or person.waits or not need.waiting):
        need = need.without(skills_of(giver).speaks)
    else:
        giver = None
    open_ = events.takes_rsvps(need.event_id, act.now)
    objection = decide(need, person, Setting(act.now, open_, limits(need.event_id)))
    if objection is None or (asked.or_wait and objection is Objection.FULL):
        return _Granted(objection is None, giver)
    raise ClaimRefused(objection, need)


def _place(
    need: Need, volunteer_id: VolunteerId, skills: Skills, granted: _Granted, act: Act
) -> None:
    """Give somebody a shift, in place of whoever hands it over, or a place in line."""
    if not granted.taken:
        put_in_line(need, volunteer_id)
        return
    if granted.giver is not None:
        unassign(need, granted.giver, skills_of(granted.giver))
    assign(need, volunteer_id, skills)
    # A speaker who came may have set places free that were kept for one.
    promote(need.event_id, need.id, act)
    if granted.giver is not None:
        promote_for(need.event_id, granted.giver, act)


def _remember(volunteer: Volunteer, person: Person) -> None:
    """Keep what somebody said about themselves; it counts for the shifts they have already."""
    known = update(VolunteerRow).where(VolunteerRow.id == volunteer.id)
    session().execute(known.values(adult=person.adult))
    if person.skills == volunteer.skills:
        return
    rota = session().get_one(RotaRow, volunteer.event_id)
    sealed = keys.seal_skills(rota.public_key, person.skills, volunteer.secret_hash)
    session().execute(known.values(skills=sealed))
    for need in volunteer.shifts:
        count_speakers(need.id, person.skills.speaks - volunteer.skills.speaks, 1)


def _let_go(volunteer: Volunteer, need: Need, act: Act) -> None:
    """Let go of what somebody waited for, and of what is held for them at the same time."""
    for candidacy in volunteer.candidacies:
        if candidacy.need.id == need.id:
            take_out_of_line(candidacy, volunteer.id)
        elif candidacy.standing is Standing.OFFERED and overlaps(candidacy.need, need):
            take_out_of_line(candidacy, volunteer.id)
            promote(volunteer.event_id, candidacy.need.id, act)


def _free(need: Need, volunteer: Volunteer, act: Act) -> None:
    """Take a shift from somebody; it goes to those who wait, and they may have what it barred."""
    unassign(need, volunteer.id, volunteer.skills)
    promote(volunteer.event_id, need.id, act)
    promote_for(volunteer.event_id, volunteer.id, act)


def _add(rota: RotaRow, secret: str, wish: Wish, skills: Skills, act: Act) -> VolunteerId:
    secret_hash = keys.secret_hash(rota.event_uid, secret)
    added = insert(VolunteerRow).values(
        event_id=rota.event_id,
        locator=locator(secret),
        secret_hash=secret_hash,
        ticket_hash=_ticket_hash(rota.event_uid, secret),
        handle=keys.seal_handle(rota.public_key, _checked(wish.handle), secret_hash),
        adult=wish.asked.adult,
        skills=keys.seal_skills(rota.public_key, skills, secret_hash),
        asked_need=wish.asked.need_id,
        came_on=act.now.date(),
    )
    return VolunteerId(session().execute(added.returning(VolunteerRow.id)).scalar_one())


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
