"""Offer freed places to those who wait: the first of them who may take it, and not for ever."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import exists, select

from app import events, rsvps
from app.kernel.act import Act
from app.kernel.ids import EventId, NeedId
from app.platform.db import session

from . import keys
from .filling import hold_places, let_go
from .locking import lock, pages_in_step
from .models import CandidateRow, NeedRow, VolunteerRow
from .need import Need
from .queries import get_need, held_by_each, limits
from .rota import Person, Setting, decide
from .volunteer import Standing


def promote(event_id: EventId, need_id: int, act: Act) -> None:
    """Hold the free places of a need for the first in line against whom no rule stands.

    Whoever cannot take it at the moment keeps their number, and is passed over.
    """
    need = get_need(event_id, need_id)
    if need.removed or not need.left or not need.waiting:
        return
    chosen = list(_first_eligible(need, act))
    if chosen:
        hold_places(need, chosen, _ends_at(need, act.now))


def promote_for(event_id: EventId, volunteer_id: int, act: Act) -> None:
    """Hold what somebody waits for and may have by now, because they gave a shift away."""
    waits_for = select(CandidateRow.need_id).where(CandidateRow.volunteer_id == volunteer_id)
    for need_id in session().scalars(waits_for).all():
        promote(event_id, need_id, act)


def settle(event_id: int, act: Act) -> None:
    """Pass on the places of an event that were offered to people who did not answer in time."""
    late = (
        select(CandidateRow.need_id)
        .join(NeedRow)
        .where(NeedRow.event_id == event_id, CandidateRow.ends_at <= act.now)
        .distinct()
    )
    for need_id in session().scalars(late).all():
        let_go(NeedId(need_id), act.now)
        promote(EventId(event_id), need_id, act)


def offers_are_late(act: Act) -> bool:
    """Tell whether an offer of any event is over."""
    return bool(session().scalar(select(exists().where(CandidateRow.ends_at <= act.now))))


def settle_late_offers(act: Act) -> None:
    """Pass on what was offered in vain, in all events."""
    late = select(NeedRow.event_id).join(CandidateRow).where(CandidateRow.ends_at <= act.now)
    for event_id in session().scalars(late.distinct().order_by(NeedRow.event_id)).all():
        lock(event_id)
        with pages_in_step(event_id, act):
            settle(event_id, act)


def _first_eligible(need: Need, act: Act) -> Iterator[int]:
    line = _line(need)
    held = held_by_each([row.id for row in line])
    uid = events.get(need.event_id).uid
    setting = Setting(act.now, events.takes_rsvps(need.event_id, act.now), limits(need.event_id))
    for row in line:
        skills = keys.unseal_skills(uid, row.skills, row.secret_hash)
        person = Person(tuple(held[row.id]), row.adult, skills=skills)
        if decide(need, person, setting) is None:
            yield row.id
            need = replace(need, held=need.held + 1)


def _line(need: Need) -> list[VolunteerRow]:
    """Return who waits for a need, first first."""
    found = (
        select(VolunteerRow)
        .join(CandidateRow)
        .where(CandidateRow.need_id == need.id, CandidateRow.state == Standing.WAITING)
        .order_by(CandidateRow.id)
    )
    return list(session().scalars(found))


def _ends_at(need: Need, now: datetime) -> datetime:
    """Return until when an offer stands: as for RSVPs, but never into the shift."""
    usual = rsvps.offer_ends(events.get(need.event_id), now)
    return min(usual, need.shift.starts if now < need.shift.starts else need.shift.ends)
