"""Write down who has a shift or would like it, and keep the numbers of the need in step."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, update

from app.kernel.ids import NeedId, VolunteerId
from app.platform.db import session

from .models import AssignmentRow, CandidateRow, NeedRow
from .need import Need
from .volunteer import Candidacy, Standing


def assign(need: Need, volunteer_id: int) -> None:
    """Give somebody a shift."""
    session().execute(insert(AssignmentRow).values(need_id=need.id, volunteer_id=volunteer_id))
    _count(need.id, taken=1)


def unassign(need: Need, volunteer_id: VolunteerId) -> None:
    """Take a shift from somebody who has it."""
    its = (AssignmentRow.need_id == need.id, AssignmentRow.volunteer_id == volunteer_id)
    session().execute(delete(AssignmentRow).where(*its))
    _count(need.id, taken=-1)


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


def _count(need_id: NeedId, *, taken: int = 0, held: int = 0, waiting: int = 0) -> None:
    counted = update(NeedRow).where(NeedRow.id == need_id)
    session().execute(
        counted.values(
            taken=NeedRow.taken + taken,
            held=NeedRow.held + held,
            waiting=NeedRow.waiting + waiting,
        )
    )
