"""Ask for needs, for a volunteer by their secret, and for who has which shift."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import aliased

from app.kernel.ids import EventId, NeedId, VolunteerId
from app.platform.db import session
from app.platform.own_link import locator
from app.platform.vault import KeyDestroyed

from . import keys, roles
from .errors import NeedNotFound, VolunteerNotFound
from .models import (
    AssignmentRow,
    CandidateRow,
    HandOverRow,
    NeedRow,
    RotaRow,
    ShiftRow,
    VolunteerRow,
)
from .need import Need, Numbers, Shift, Terms
from .rota import Limits, Skills, two_at_once
from .volunteer import Candidacy, HandOver, Rostered, Standing, Volunteer


def needs(event_id: int) -> list[Need]:
    """Return what an event needs, soonest first; without what was removed."""
    found = _needs().where(NeedRow.event_id == event_id, NeedRow.removed.is_(False))
    return _views(session().execute(found))


def get_need(event_id: int, need_id: int) -> Need:
    """Return a need of an event, a removed one too.

    Raises:
        NeedNotFound: the event has none with this id.
    """
    found = _needs().where(NeedRow.event_id == event_id, NeedRow.id == need_id)
    for need in _views(session().execute(found)):
        return need
    raise NeedNotFound(str(need_id))


def open_until(event_id: int, now: datetime) -> datetime | None:
    """Return the instant from which no shift could be taken any more, if one can be now."""
    return session().scalar(
        select(func.max(ShiftRow.ends_at))
        .join(NeedRow)
        .where(
            NeedRow.event_id == event_id,
            NeedRow.removed.is_(False),
            or_(NeedRow.taken + NeedRow.held < NeedRow.most, NeedRow.handed > 0),
            ShiftRow.ends_at > now,
        )
    )


def with_tickets(event_id: EventId, ticket_hashes: Collection[bytes]) -> set[bytes]:
    """Return those of some hashes that are the tickets of volunteers who have a shift."""
    found = (
        select(VolunteerRow.ticket_hash)
        .join(AssignmentRow, AssignmentRow.volunteer_id == VolunteerRow.id)
        .where(VolunteerRow.event_id == event_id, VolunteerRow.ticket_hash.in_(ticket_hashes))
    )
    return set(session().scalars(found))


def find(secret: str) -> Volunteer | None:
    """Return the volunteer that a secret, as it was handed out, opens."""
    near = select(VolunteerRow, RotaRow.event_uid).join(RotaRow)
    for row, event_uid in session().execute(near.where(VolunteerRow.locator == locator(secret))):
        if _is_its_own(row, event_uid, secret):
            return view(row, event_uid)
    return None


def get(secret: str) -> Volunteer:
    """Return the volunteer that a secret opens.

    Raises:
        VolunteerNotFound: it opens nothing.
    """
    found = find(secret)
    if found is None:
        raise VolunteerNotFound
    return found


def view(row: VolunteerRow, event_uid: str) -> Volunteer:
    """Return a volunteer with their shifts."""
    return Volunteer(
        id=VolunteerId(row.id),
        event_id=EventId(row.event_id),
        handle=keys.unseal_handle(event_uid, row.handle, row.secret_hash),
        secret_hash=row.secret_hash,
        adult=row.adult,
        skills=keys.unseal_skills(event_uid, row.skills, row.secret_hash),
        came_on=row.came_on,
        shifts=tuple(held_by(row.id)),
        candidacies=tuple(_candidacies(row.id)),
        hand_overs=tuple(_hand_overs(row.id, event_uid)),
    )


def held_by(volunteer_id: int) -> list[Need]:
    """Return the shifts somebody has, soonest first, removed ones too."""
    found = _needs().join(AssignmentRow).where(AssignmentRow.volunteer_id == volunteer_id)
    return _views(session().execute(found))


def skills_of(volunteer_id: int) -> Skills:
    """Return what somebody can."""
    found = select(VolunteerRow, RotaRow.event_uid).join(RotaRow)
    row, event_uid = session().execute(found.where(VolunteerRow.id == volunteer_id)).one()
    return keys.unseal_skills(event_uid, row.skills, row.secret_hash)


def limits(event_id: int) -> Limits:
    """Return how long volunteers of an event may be on duty, and how long they rest."""
    rota = session().get(RotaRow, event_id)
    if rota is None:
        return Limits()
    longest, rest = (timedelta(minutes=m) for m in (rota.longest_minutes, rota.rest_minutes))
    return Limits(longest, rest)


def held_by_each(volunteer_ids: Collection[int]) -> dict[int, list[Need]]:
    """Return the shifts that each of some people has."""
    found = (
        select(NeedRow, ShiftRow, AssignmentRow.volunteer_id)
        .join(ShiftRow)
        .join(AssignmentRow)
        .where(AssignmentRow.volunteer_id.in_(volunteer_ids))
    )
    held = defaultdict(list)
    for need, shift, volunteer_id in session().execute(found):
        held[volunteer_id].append(_view(need, shift))
    return held


def roster(event_id: int) -> list[Rostered]:
    """Return who has which shift, soonest first: for organisers only, the handles are unsealed.

    Raises:
        KeyDestroyed: the retention of the volunteers is over.
    """
    handles = _handles(event_id)
    holders = defaultdict(list)
    for need_id, volunteer_id in session().execute(_assignments(event_id)):
        holders[need_id].append(handles[volunteer_id])
    return [
        Rostered(need, tuple(sorted(holders[need.id], key=str.casefold)))
        for need in needs(event_id)
    ]


def double_booked(event_id: int, needs: Iterable[Need]) -> int:
    """Count who has two shifts at once, which a change of times can bring about.

    The needs are those of the event, as they were asked for before.
    """
    standing: dict[int, Need] = {need.id: need for need in needs}
    held = defaultdict(list)
    for need_id, volunteer_id in session().execute(_assignments(event_id)):
        held[volunteer_id].append(standing[need_id])
    return sum(two_at_once(shifts) for shifts in held.values())


def volunteers_left(event_id: int) -> int:
    """Count the rows about volunteers that an event still has."""
    held = select(func.count()).select_from(VolunteerRow)
    return session().scalar(held.where(VolunteerRow.event_id == event_id)) or 0


def has_keys(event_uid: str) -> bool:
    """Tell whether an event's volunteers still have their keys."""
    return keys.exist(event_uid)


def needed_keys(event_ids: Iterable[int]) -> list[str]:
    """Return the names of the keys that volunteers of these events need."""
    rotas = select(RotaRow.event_uid).where(RotaRow.event_id.in_(event_ids))
    return [name for uid in session().scalars(rotas) for name in keys.names(uid)]


def _needs() -> Select[NeedRow, ShiftRow]:
    """Begin a question for needs with their shifts, in the order in which pages show them."""
    in_order = (ShiftRow.starts_at, ShiftRow.ends_at, ShiftRow.post, NeedRow.id)
    return select(NeedRow, ShiftRow).join(ShiftRow).order_by(*in_order)


def _candidacies(volunteer_id: int) -> list[Candidacy]:
    before = aliased(CandidateRow)
    number = (
        select(func.count())
        .where(
            before.need_id == NeedRow.id,
            before.state == Standing.WAITING,
            before.id <= CandidateRow.id,
        )
        .scalar_subquery()
    )
    found = _needs().join(CandidateRow).where(CandidateRow.volunteer_id == volunteer_id)
    return [
        Candidacy(_view(need, shift), Standing(state), place, ends_at)
        for need, shift, state, ends_at, place in session().execute(
            found.add_columns(CandidateRow.state, CandidateRow.ends_at, number)
        )
    ]


def _hand_overs(volunteer_id: int, event_uid: str) -> Iterator[HandOver]:
    found = (
        select(AssignmentRow.need_id, HandOverRow.nonce, HandOverRow.is_open)
        .join(HandOverRow)
        .where(AssignmentRow.volunteer_id == volunteer_id)
    )
    for need_id, nonce, is_open in session().execute(found):
        yield HandOver(NeedId(need_id), keys.hand_over_secret(event_uid, nonce), is_open=is_open)


def _assignments(event_id: int) -> Select[int, int]:
    return (
        select(AssignmentRow.need_id, AssignmentRow.volunteer_id)
        .join(NeedRow)
        .where(NeedRow.event_id == event_id, NeedRow.removed.is_(False))
    )


def _handles(event_id: int) -> dict[int, str]:
    found = select(VolunteerRow, RotaRow.event_uid).join(RotaRow)
    rows = session().execute(found.where(VolunteerRow.event_id == event_id))
    return {row.id: keys.unseal_handle(uid, row.handle, row.secret_hash) for row, uid in rows}


def _is_its_own(row: VolunteerRow, event_uid: str, secret: str) -> bool:
    try:
        return keys.secret_hash(event_uid, secret) == row.secret_hash
    except KeyDestroyed:
        return False


def _views(rows: Iterable[Row[NeedRow, ShiftRow]]) -> list[Need]:
    return [_view(need, shift) for need, shift in rows]


def _view(row: NeedRow, shift: ShiftRow) -> Need:
    return Need(
        id=NeedId(row.id),
        event_id=EventId(row.event_id),
        uid=row.uid,
        role=roles.get(row.role),
        shift=Shift(shift.starts_at, shift.ends_at, shift.post),
        numbers=Numbers(row.least, row.most),
        taken=row.taken,
        held=row.held,
        waiting=row.waiting,
        handed=row.handed,
        languages=tuple(row.languages),
        adults_only=row.adults_only,
        terms=Terms(
            trained_only=row.trained_only,
            speakers=row.speakers_wanted,
            opens_at=row.opens_at,
            notice=timedelta(minutes=row.notice_minutes),
        ),
        speakers=row.speakers,
        removed=row.removed,
        sequence=row.sequence,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
