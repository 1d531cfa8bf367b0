"""Keep what a party wishes for beside its place, until it has one.

Places of a further kind are for those who have a place at the event. Who waits for that only
wishes: the wish is not counted and has no turn. With the place it is decided, as if said then.
"""

from collections.abc import Collection

from sqlalchemy import select, update

from app.platform.db import session

from .admission import PartyState, decide
from .errors import Full, TooLarge
from .ledger import count, next_number, view_for
from .models import KindRow, PartyRow, SeatsRow


def grant(party_ids: Collection[int]) -> None:
    """Decide what parties wished for that now have a place: first in line, first served.

    A wish that cannot be met ends: there is no place, and no line to wait in.
    """
    wished = (
        select(SeatsRow, KindRow)
        .join(KindRow, KindRow.id == SeatsRow.kind_id)
        .join(PartyRow, PartyRow.id == SeatsRow.party_id)
        .where(SeatsRow.party_id.in_(party_ids), SeatsRow.state == PartyState.PENDING)
        .order_by(PartyRow.number, KindRow.id)
        .execution_options(populate_existing=True)
    )
    for seats, kind in session().execute(wished).all():
        try:
            give(kind, seats)
        except (Full, TooLarge):
            seats.state = PartyState.CANCELLED
    session().flush()


def give(kind: KindRow, seats: SeatsRow) -> None:
    """Give a party the places it asks for, or a turn.

    Raises:
        Full, TooLarge: as `admission.decide`.
    """
    state = decide(view_for(kind, seats.people), seats.people)
    seats.state, seats.number = state, next_number(kind)
    count(kind, state, seats.people)


def drop(party_id: int) -> None:
    """Forget what a party wished for that will have no place."""
    wished = update(SeatsRow).where(SeatsRow.party_id == party_id)
    session().execute(wished.values(state=PartyState.CANCELLED))
