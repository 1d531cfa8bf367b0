"""Let organisers say which further kinds of place there are, as seats in a coach from Lyon."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import func, select, update

from app import audit, events
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId, KindId
from app.kernel.text import is_blank, one_line
from app.platform.db import session

from .admission import PartyState, Rules
from .errors import KindNotFound
from .ledger import check_capacity, overfill_to, rules_of, set_capacity
from .levels import listening_among, tell
from .line import promote
from .models import KindRow, SeatsRow
from .party import Counts, Party, Seats
from .places import kinds_in, locked_room
from .queries import view_of_seats

MOST_KINDS = 12
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class KindPlan:
    """What organisers say about a kind of place; it is called so in its first language at least."""

    first_language: str
    names: Mapping[str, str]
    capacity: int | None
    waitlist: bool = True
    by_offer: bool = False
    smaller_pass: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place beside attendance, and how many people have it; removed ones stay named."""

    id: KindId
    plan: KindPlan
    counts: Counts
    rules: Rules
    removed: bool

    def name(self, language: str) -> str:
        """Return what it is called in a language, or in its first one."""
        return self.plan.names.get(language) or self.plan.names[self.plan.first_language]


def add_kind(event_id: EventId, plan: KindPlan, act: Act) -> KindId:
    """Add a kind of place; on a published event it can be asked for at once.

    Raises:
        Invalid: it has no name, fewer than one place, or there are enough kinds.
    """
    plan = _checked(plan)
    events.show_change(event_id, act)
    room = locked_room(event_id, act)
    if len(kinds_in(room, act)) >= MOST_KINDS:
        raise Invalid("name", "too_many")
    row = KindRow(event_id=event_id, capacity=plan.capacity, waitlist=plan.waitlist)
    _say(row, plan)
    session().add(row)
    session().flush()
    audit.note("kind of place added", event_id, act)
    return KindId(row.id)


def change_kind(event_id: EventId, kind_id: KindId, plan: KindPlan, act: Act) -> None:
    """Change a kind of place; free places go to the first in line.

    Raises:
        KindNotFound: the event has no such kind.
        Invalid: it has no name, or fewer than one place.
        BelowConfirmed: more people than that have a place, or one that is held for them.
    """
    plan = _checked(plan)
    row = _locked(event_id, kind_id, act)
    set_capacity(row, plan.capacity, waitlist=plan.waitlist)
    _say(row, plan)
    session().flush()
    promote(row, act)
    audit.note("kind of place changed", event_id, act)


def overfill_kind(event_id: EventId, kind_id: KindId, capacity: int, act: Act) -> None:
    """Lower the number of places below those who have one, and throw nobody out.

    Raises:
        KindNotFound: the event has no such kind.
        Invalid: fewer than one place.
    """
    check_capacity(capacity)
    row = _locked(event_id, kind_id, act)
    overfill_to(row, capacity)
    promote(row, act)


def remove_kind(event_id: EventId, kind_id: KindId, act: Act) -> None:
    """Take a kind of place back, and tell those who get updates and had one or waited for it.

    Their places at the event stay. Twice is as once.

    Raises:
        KindNotFound: the event never had it.
    """
    if get_kind(event_id, kind_id).removed:
        return
    row = _locked(event_id, kind_id, act)
    here = SeatsRow.kind_id == kind_id
    concerned = session().scalars(
        select(SeatsRow.party_id).where(here, SeatsRow.state != PartyState.CANCELLED)
    )
    for party_id in listening_among(concerned.all()):
        tell(party_id, "seats-off", act, kind=str(kind_id))
    gone = update(SeatsRow).where(here)
    session().execute(gone.values(state=PartyState.CANCELLED, ends_at=None))
    row.removed, row.confirmed, row.waiting, row.held = True, 0, 0, 0
    session().flush()
    audit.note("kind of place removed", event_id, act)


def kinds_of(event_id: int) -> list[Kind]:
    """Return the kinds of place that an event has beside attendance, oldest first."""
    found = select(KindRow).where(KindRow.event_id == event_id, ~KindRow.removed)
    return [_view(row) for row in session().scalars(found.order_by(KindRow.id))]


def kinds_beside(party: Party) -> list[tuple[Kind, Seats | None]]:
    """Return the kinds of place that a party can have beside its own, each with what it has.

    Those that were removed are told to whoever asked for them.
    """
    asked_for = (SeatsRow.kind_id == KindRow.id) & (SeatsRow.party_id == party.id)
    found = (
        select(KindRow, SeatsRow)
        .outerjoin(SeatsRow, asked_for)
        .where(KindRow.event_id == party.event_id)
        .where(~KindRow.removed | SeatsRow.party_id.is_not(None))
        .order_by(KindRow.id)
    )
    return [(_view(kind), _seats(row)) for kind, row in session().execute(found)]


def get_kind(event_id: int, kind_id: KindId) -> Kind:
    """Return a kind of place, also when it was removed.

    Raises:
        KindNotFound: the event never had it.
    """
    row = session().get(KindRow, kind_id)
    if row is None or row.event_id != event_id:
        raise KindNotFound
    return _view(row)


def seats_concerned(kind_id: KindId) -> int:
    """Count the people who have places of a kind, wait for them or wish for them."""
    people = select(func.sum(SeatsRow.people)).where(
        SeatsRow.kind_id == kind_id, SeatsRow.state != PartyState.CANCELLED
    )
    return session().scalar(people) or 0


def _locked(event_id: EventId, kind_id: KindId, act: Act) -> KindRow:
    """Lock a kind by its room; the event first, as everybody does who edits it."""
    events.show_change(event_id, act)
    row = kinds_in(locked_room(event_id, act), act).get(kind_id)
    if row is None:
        raise KindNotFound
    return row


def _say(row: KindRow, plan: KindPlan) -> None:
    row.first_language, row.names = plan.first_language, dict(plan.names)
    row.by_offer, row.smaller_pass = plan.by_offer, plan.smaller_pass


def _checked(plan: KindPlan) -> KindPlan:
    check_capacity(plan.capacity)
    said = {code: one_line(name)[:LONGEST_NAME] for code, name in plan.names.items()}
    names = {code: name for code, name in said.items() if not is_blank(name)}
    if plan.first_language not in names:
        raise Invalid("name", "missing")
    return replace(plan, names=names)


def _seats(row: SeatsRow | None) -> Seats | None:
    return None if row is None or row.state == PartyState.CANCELLED else view_of_seats(row)


def _view(row: KindRow) -> Kind:
    plan = KindPlan(
        first_language=row.first_language,
        names=row.names,
        capacity=row.capacity,
        waitlist=row.waitlist,
        by_offer=row.by_offer,
        smaller_pass=row.smaller_pass,
    )
    counts = Counts(row.confirmed, row.waiting, row.capacity, row.waitlist, row.held)
    return Kind(KindId(row.id), plan, counts, rules_of(row), row.removed)
