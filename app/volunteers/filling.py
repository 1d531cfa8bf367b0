"""Write down who has a shift or would like it, and keep the numbers of the need in step."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from app.kernel.ids import NeedId, VolunteerId
from app.platform.db import session
from app.platform.own_link import locator

from .models import AssignmentRow, CandidateRow, HandOverRow, NeedRow
from .need import Need
from .rota import Skills
from .volunteer import Candidacy, HandOver, Standing


def assign(need: Need, volunteer_id: int, skills: Skills) -> None:
    """Give somebody who can this a shift."""
    session().execute(insert(AssignmentRow).values(need_id=need.id, volunteer_id=volunteer_id))
    _count(need.id, taken=1)
    count_speakers(need.id, skills.speaks, 1)


def unassign(need: Need, volunteer_id: VolunteerId, skills: Skills) -> None:
    """Take a shift from somebody who has it, and with it their wish to hand it over."""
    keep(need, volunteer_id)
    its = (AssignmentRow.need_id == need.id, AssignmentRow.volunteer_id == volunteer_id)
    session().execute(delete(AssignmentRow).where(*its))
    _count(need.id, taken=-1)
    count_speakers(need.id, skills.speaks, -1)


def hand_over(need: Need, volunteer_id: VolunteerId, asked: HandOver, nonce: bytes) -> None:
    """Write down that somebody wants to hand a shift over, in place of what they said before."""
    keep(need, volunteer_id)
    its = (AssignmentRow.need_id == need.id, AssignmentRow.volunteer_id == volunteer_id)
    assignment_id = session().scalars(select(AssignmentRow.id).where(*its)).one()
    added = {"nonce": nonce, "locator": locator(asked.secret), "is_open": asked.is_open}
    session().execute(insert(HandOverRow).values(assignment_id=assignment_id, **added))
    _count(need.id, handed=int(asked.is_open))


def keep(need: Need, volunteer_id: VolunteerId) -> None:
    """Write down that somebody does not want to hand a shift over any more."""
    its = (AssignmentRow.need_id == need.id, AssignmentRow.volunteer_id == volunteer_id)
    assignment = select(AssignmentRow.id).where(*its).scalar_subquery()
    gone = delete(HandOverRow).where(HandOverRow.assignment_id == assignment)
    was_open = session().scalars(gone.returning(HandOverRow.is_open)).all()
    _count(need.id, handed=-sum(was_open))


def put_in_line(need: Need, volunteer_id: int) -> None:
    """Let somebody wait for a shift, after all others."""
    added = {"need_id": need.id, "volunteer_id": volunteer_id, "state": Standing.WAITING}
    session().execute(insert(CandidateRow).values(added))
    _count(need.id, waiting=1)


def take_out_of_line(candidacy: Candidacy, volunteer_id: VolunteerId) -> None:
    """Forget that somebody would like a shift; a place that was held for them is free."""
    need_id = candidacy.need.id
    its = (CandidateRow.need_id == need_id, CandidateRow.volunteer_id == volunteer_id)
    session().execute(delete(CandidateRow).where(*its))
    if candidacy.standing is Standing.OFFERED:
        _count(need_id, held=-1)
    else:
        _count(need_id, waiting=-1)


def hold_places(need: Need, volunteer_ids: Collection[int], ends_at: datetime) -> None:
    """Hold a place until then for each of some people who wait for it."""
    its = (CandidateRow.need_id == need.id, CandidateRow.volunteer_id.in_(volunteer_ids))
    held = update(CandidateRow).where(*its).values(state=Standing.OFFERED, ends_at=ends_at)
    session().execute(held)
    _count(need.id, waiting=-len(volunteer_ids), held=len(volunteer_ids))


def let_go(need_id: NeedId, now: datetime) -> None:
    """Free the places of a need that were held until now, for people who did not answer."""
    late = (CandidateRow.need_id == need_id, CandidateRow.ends_at <= now)
    gone = session().scalars(delete(CandidateRow).where(*late).returning(CandidateRow.id)).all()
    _count(need_id, held=-len(gone))


def count_speakers(need_id: int, languages: Iterable[str], people: int) -> None:
    """Count so many more people, or fewer, who have a shift and speak some languages."""
    row = session().get_one(NeedRow, need_id, populate_existing=True)
    changed = {code: row.speakers.get(code, 0) + people for code in languages}
    row.speakers = {code: n for code, n in {**row.speakers, **changed}.items() if n}
    session().flush()


def _count(
    need_id: NeedId, *, taken: int = 0, held: int = 0, waiting: int = 0, handed: int = 0
) -> None:
    counted = update(NeedRow).where(NeedRow.id == need_id)
    session().execute(
        counted.values(
            taken=NeedRow.taken + taken,
            held=NeedRow.held + held,
            waiting=NeedRow.waiting + waiting,
            handed=NeedRow.handed + handed,
        )
    )
