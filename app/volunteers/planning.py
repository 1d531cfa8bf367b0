"""Do what organisers do with needs: add, change, remove."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select

from app import audit, events
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId, NeedId
from app.kernel.text import one_line
from app.platform.db import session

from . import keys
from .errors import BelowTaken, NeedNotFound
from .line import promote
from .locking import lock, pages_in_step
from .models import NeedRow, RotaRow, ShiftRow
from .need import LANGUAGES, Numbers, Plan, Shift
from .rota import Limits

_LONGEST = timedelta(hours=24)
_LONGEST_POST = 120
_MOST_PEOPLE = 10_000
_MINUTE = timedelta(minutes=1)
_SHORTEST_REST = timedelta(minutes=15)
_LONGEST_NOTICE = timedelta(days=14)


def add_need(event_id: int, plan: Plan, act: Act) -> NeedId:
    """Say that an event needs people in a role and a shift; open at once if it is published.

    Raises:
        Invalid: the times or numbers cannot be, or the shift has this role already.
    """
    _check(plan)
    _open_rota(event_id, act)
    shift_id = _shift(event_id, plan.shift)
    _refuse_twice(shift_id, plan)
    row = NeedRow(
        event_id=event_id,
        shift_id=shift_id,
        uid=str(uuid.UUID(bytes=act.entropy(16), version=4)),
        role=plan.role.key,
        created_at=_second(act.now),
    )
    _write(row, plan, act)
    with pages_in_step(event_id, act):
        session().add(row)
        session().flush()
    audit.note("need added", event_id, act)
    return NeedId(row.id)


def change_need(event_id: int, need_id: int, plan: Plan, act: Act) -> None:
    """Change when, where and how many; the role stays what people took it for.

    Raises:
        NeedNotFound: the event has no such need.
        Invalid: the times or numbers cannot be, or the shift has this role already.
        BelowTaken: more people than that have it already.
    """
    _check(plan)
    row = _locked(event_id, need_id)
    if plan.numbers.most < row.taken + row.held:
        raise BelowTaken(row.taken + row.held)
    before, shift_id = row.shift_id, _shift(event_id, plan.shift)
    if shift_id != before:
        _refuse_twice(shift_id, plan)
        row.sequence += 1
    with pages_in_step(event_id, act):
        row.shift_id = shift_id
        _write(row, plan, act)
        session().flush()
        _drop_if_empty(before)
        promote(EventId(event_id), need_id, act)
    audit.note("need changed", event_id, act)


def remove_need(event_id: int, need_id: int, act: Act) -> None:
    """Say that nobody is needed any more; who had it sees on their page that it was removed.

    Raises:
        NeedNotFound: the event has no such need.
    """
    row = _locked(event_id, need_id)
    with pages_in_step(event_id, act):
        if row.taken or row.held or row.waiting:
            row.removed = True
            row.sequence += 1
            row.changed_at = _second(act.now)
        else:
            session().delete(row)
        session().flush()
        _drop_if_empty(row.shift_id)
    audit.note("need removed", event_id, act)


def limit_duty(event_id: int, limits: Limits, act: Act) -> None:
    """Say how long volunteers may be on duty without a rest; who is already, stays.

    Raises:
        Invalid: nobody can rest for so long, or be on duty for so long.
    """
    if not timedelta() <= limits.longest <= _LONGEST:
        raise Invalid("longest", "out_of_range")
    if not (_SHORTEST_REST if limits.longest else timedelta()) <= limits.rest <= _LONGEST:
        raise Invalid("rest", "out_of_range")
    rota = _open_rota(event_id, act)
    rota.longest_minutes, rota.rest_minutes = limits.longest // _MINUTE, limits.rest // _MINUTE
    audit.note("duty limited", event_id, act)


def _open_rota(event_id: int, act: Act) -> RotaRow:
    """Lock the shifts of an event; the first need makes the keys of its volunteers."""
    rota = lock(event_id)
    if rota is not None:
        return rota
    event_uid = events.get(event_id).uid
    public_key = keys.make(event_uid, act)
    rota = RotaRow(event_id=event_id, event_uid=event_uid, public_key=public_key)
    session().add(rota)
    session().flush()
    return rota


def _locked(event_id: int, need_id: int) -> NeedRow:
    lock(event_id)
    row = session().get(NeedRow, need_id)
    if row is None or row.event_id != event_id or row.removed:
        raise NeedNotFound(str(need_id))
    return row


def _shift(event_id: int, shift: Shift) -> int:
    """Return the shift with these times and this post, made if there is none yet."""
    same = {
        "event_id": event_id,
        "starts_at": shift.starts,
        "ends_at": shift.ends,
        "post": one_line(shift.post),
    }
    row = session().scalars(select(ShiftRow).filter_by(**same)).first()
    if row is None:
        row = ShiftRow(**same)
        session().add(row)
        session().flush()
    return row.id


def _refuse_twice(shift_id: int, plan: Plan) -> None:
    twin = exists().where(
        NeedRow.shift_id == shift_id,
        NeedRow.role == plan.role.key,
        NeedRow.removed.is_(False),
    )
    if session().scalar(select(twin)):
        raise Invalid("role", "taken")


def _drop_if_empty(shift_id: int) -> None:
    used = exists().where(NeedRow.shift_id == shift_id)
    session().execute(delete(ShiftRow).where(ShiftRow.id == shift_id, ~used))


def _write(row: NeedRow, plan: Plan, act: Act) -> None:
    row.least, row.most = plan.numbers.least, plan.numbers.most
    row.languages = [code for code in LANGUAGES if code in plan.languages]
    row.adults_only = plan.adults_only
    row.trained_only = plan.terms.trained_only
    row.speakers_wanted = {code: most for code, most in plan.terms.speakers.items() if most}
    row.opens_at = plan.terms.opens_at
    row.notice_minutes = plan.terms.notice // _MINUTE
    row.changed_at = _second(act.now)


def _check(plan: Plan) -> None:
    _check_times(plan.shift)
    _check_numbers(plan.numbers)
    _check_terms(plan)
    if len(one_line(plan.shift.post)) > _LONGEST_POST:
        raise Invalid("post", "too_long")


def _check_times(shift: Shift) -> None:
    if shift.length <= timedelta():
        raise Invalid("ends_at", "before_start")
    if shift.length > _LONGEST:
        raise Invalid("ends_at", "too_long")


def _check_numbers(numbers: Numbers) -> None:
    if not 1 <= numbers.most <= _MOST_PEOPLE:
        raise Invalid("most", "out_of_range")
    if not 0 <= numbers.least <= numbers.most:
        raise Invalid("least", "more_than_most")


def _check_terms(plan: Plan) -> None:
    if sum(plan.terms.speakers.values()) > plan.numbers.most:
        raise Invalid("first_speakers", "more_than_most")
    if not timedelta() <= plan.terms.notice <= _LONGEST_NOTICE:
        raise Invalid("notice", "out_of_range")
    if plan.terms.opens_at and plan.terms.opens_at >= plan.shift.ends:
        raise Invalid("opens_on", "after_end")


def _second(moment: datetime) -> datetime:
    """Drop what calendar stamps cannot say, so that the stored and the written stamp agree."""
    return moment.replace(microsecond=0)
