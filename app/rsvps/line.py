"""Let those move up who are first in line, when places become free."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import select, update

from app import events
from app.kernel.act import Act
from app.platform.db import session

from .admission import PartyState, after_waiting, promoted
from .deadline import offer_ends
from .ledger import Places, claims_on, count, view
from .levels import listening_among, tell
from .models import KindRow
from .wishes import grant

_AT_ONCE = 200


def promote(places: Places, act: Act) -> None:
    """Give or offer the free places to those first in line, and tell those who get updates."""
    if not places.waiting or (places.capacity is not None and view(places).left == 0):
        return
    state = after_waiting(view(places))
    ends_at = offer_ends(events.get(places.event_id), act.now) if places.by_offer else None
    chosen = list(promoted(view(places), _line(places)))
    for at in range(0, len(chosen), _AT_ONCE):
        _place(places, dict(chosen[at : at + _AT_ONCE]), state, ends_at, act)


def _place(
    places: Places,
    people_of: Mapping[int, int],
    state: PartyState,
    ends_at: datetime | None,
    act: Act,
) -> None:
    claims = claims_on(places)
    now_in = update(claims.row).where(claims.here, claims.party_id.in_(people_of))
    session().execute(now_in.values(state=state, ends_at=ends_at))
    people = sum(people_of.values())
    count(places, PartyState.WAITING, -people)
    count(places, state, people)
    if state is PartyState.CONFIRMED and not isinstance(places, KindRow):
        grant(people_of)
    for party_id in listening_among(people_of):
        _tell(party_id, places, state, act)


def _tell(party_id: int, places: Places, state: PartyState, act: Act) -> None:
    letter = "offer" if state is PartyState.OFFERED else "place"
    if isinstance(places, KindRow):
        tell(party_id, f"seats-{letter}", act, kind=str(places.id))
    else:
        tell(party_id, letter, act)


def _line(places: Places) -> Iterator[tuple[int, int]]:
    """Yield the line, first first, in pieces: most of a long one is never read."""
    claims = claims_on(places)
    after = 0
    while True:
        piece = (
            select(claims.party_id, claims.row.people, claims.row.number)
            .where(claims.here, claims.row.state == PartyState.WAITING, claims.row.number > after)
            .order_by(claims.row.number)
            .limit(_AT_ONCE)
        )
        if places.capacity is not None and places.smaller_pass:
            # Else a single free place would have the whole line read, for a party of one.
            piece = piece.where(claims.row.people <= view(places).left)
        rows = session().execute(piece).all()
        for party_id, people, number in rows:
            yield party_id, people
            after = number
        if len(rows) < _AT_ONCE:
            return
