"""Say how many places an event has, and by which rules they are given."""

from app import events, tickets
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import session

from .admission import Rules
from .kinds import add_kind, kinds_of
from .ledger import check_capacity, overfill_to, rules_of, set_capacity
from .line import promote
from .models import RoomRow
from .places import locked_room
from .queries import counts
from .questions import add_question, questions_of


def open_room(event_id: int, capacity: int | None, waitlist: bool, act: Act) -> None:  # noqa: FBT001 - stored as it is
    """Give a new event its places and its keys; an event that has them keeps them.

    Raises:
        Invalid: fewer than one place.
    """
    check_capacity(capacity)
    if session().get(RoomRow, event_id) is not None:
        return
    event_uid = events.get(event_id).uid
    tickets.make_key(event_uid, act)
    session().add(
        RoomRow(event_id=event_id, event_uid=event_uid, capacity=capacity, waitlist=waitlist)
    )
    session().flush()


def set_room(event_id: int, capacity: int | None, waitlist: bool, act: Act) -> None:  # noqa: FBT001 - stored as it is
    """Change how many places there are; freed ones go to the first in line.

    Raises:
        Invalid: fewer than one place.
        BelowConfirmed: more people than that have a place, or one that is held for them.
    """
    check_capacity(capacity)
    stands = counts(event_id)
    if (stands.capacity, stands.waitlist) != (capacity, waitlist):
        # Before the room is locked: who edits an event locks the event first, too.
        events.show_change(event_id, act)
    room = locked_room(event_id, act)
    set_capacity(room, capacity, waitlist=waitlist)
    promote(room, act)


def overfill(event_id: int, capacity: int, act: Act) -> None:
    """Lower the number of places below those who have one, and throw nobody out.

    Nobody is admitted until enough people have given their places back.

    Raises:
        Invalid: fewer than one place.
    """
    check_capacity(capacity)
    events.show_change(event_id, act)
    room = locked_room(event_id, act)
    overfill_to(room, capacity)
    promote(room, act)


def set_rules(event_id: int, rules: Rules, act: Act) -> None:
    """Change by which rules places are given; what was given or offered stays."""
    room = session().get_one(RoomRow, event_id)
    if rules == rules_of(room):
        return
    events.show_change(event_id, act)
    room = locked_room(event_id, act)
    room.entry, room.by_offer, room.smaller_pass = rules.entry, rules.by_offer, rules.smaller_pass
    promote(room, act)


def find_rules(event_id: int) -> Rules:
    """Return by which rules the places of an event are given."""
    room = session().get(RoomRow, event_id)
    return Rules() if room is None else rules_of(room)


def copy_room(model_id: int, event_id: EventId, act: Act) -> None:
    """Give a new event the places of another one, by the same rules, and ask the same questions."""
    stands, rules = counts(model_id), find_rules(model_id)
    open_room(event_id, stands.capacity, stands.waitlist, act)
    set_rules(event_id, rules, act)
    for kind in kinds_of(model_id):
        add_kind(event_id, kind.plan, act)
    for question in questions_of(model_id):
        add_question(event_id, question.first_language, question.wordings, act)
