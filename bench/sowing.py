"""Fill an instance with events and parties, quickly: rows straight into the tables."""

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select, update

from app import create_app, events, rsvps
from app.cli.schema import bring_up_to_date
from app.events import search
from app.events.models import EventRow, EventTextRow
from app.kernel.act import Act, Actor, By
from app.kernel.ids import EventId
from app.platform.db import database, session, transaction
from app.rsvps.models import PartyRow, RoomRow
from bench.serving import Instance
from config import load

_BATCH = 5_000


@contextmanager
def opened(instance: Instance) -> Iterator[Flask]:
    """Return the application of an instance, its database up to date, in this process."""
    app = create_app(load(instance.environment()))
    with app.app_context():
        bring_up_to_date()
        yield app
        database.session.remove()
        database.engine.dispose()


def an_act() -> Act:
    """Return the circumstances of a deed done now."""
    return Act(datetime.now(UTC), By(Actor.COMMAND), os.urandom)


def sow_event(
    number: int = 0, capacity: int | None = None, schedule: events.Schedule | None = None
) -> EventId:
    """Publish an event in three languages, with a room, through the verbs; usually in a month."""
    day, act = datetime.now(UTC).date() + timedelta(days=30), an_act()
    when = schedule or events.Schedule(day, time(14), "Europe/Paris")
    with transaction():
        draft = events.Draft("fr", _words("fr", number), when, slug=slug(number))
        added = events.add(draft, act)
        for language in ("en", "fa"):
            events.reword(added, language, _words(language, number), act)
        rsvps.open_room(added, capacity, True, act)  # noqa: FBT003 - with a waitlist
        events.publish(added, act)
    return added


def slug(number: int) -> str:
    """Return the readable name of the event of that number."""
    return f"rally-{number}"


def sow_events(total: int) -> None:
    """Make up so many events, an hour apart, by copying one; the copies have no keys."""
    there = session().scalar(select(func.count()).select_from(EventRow)) or 0
    if there == 0:
        sow_event()
    first = session().scalars(select(EventRow.id).order_by(EventRow.id)).first()
    for start in range(max(there, 1), total, _BATCH):
        with transaction():
            _copy(int(first or 0), range(start, min(start + _BATCH, total)))


def _copy(original: int, numbers: range) -> None:
    event, texts, room = (
        [dict(row) for row in session().execute(select(table).where(column == original)).mappings()]
        for table, column in (
            (EventRow.__table__, EventRow.id),
            (EventTextRow.__table__, EventTextRow.event_id),
            (RoomRow.__table__, RoomRow.event_id),
        )
    )
    made = [{**event[0], **_other(event[0], original, number)} for number in numbers]
    session().execute(insert(EventRow.__table__), made)
    for number in numbers:
        search.index(original + number, [_words("fr", number)])
    for table, rows in ((EventTextRow.__table__, texts), (RoomRow.__table__, room)):
        copies = [{**row, "event_id": original + number} for number in numbers for row in rows]
        session().execute(insert(table), copies)


def _other(event: Mapping[str, Any], original: int, number: int) -> dict[str, Any]:
    later = timedelta(hours=number)
    return {
        "id": original + number,
        "uid": str(uuid.UUID(int=number)),
        "slug": slug(number),
        "starts_on": (event["begins_at"] + later).date(),
        "begins_at": event["begins_at"] + later,
        "over_at": event["over_at"] + later,
    }


def sow_parties(event_id: int, count: int, *, waiting: bool = False) -> None:
    """Give an event so many parties of one person each; nobody holds their secrets."""
    state = rsvps.PartyState.WAITING if waiting else rsvps.PartyState.CONFIRMED
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        with transaction():
            rows = [_party(event_id, state, start + at) for at in range(size)]
            session().execute(insert(PartyRow), rows)
    grown = {"waiting" if waiting else "confirmed": count, "next_number": count + 1}
    with transaction():
        room = update(RoomRow).where(RoomRow.event_id == event_id)
        session().execute(room.values(**grown))


def _words(language: str, number: int) -> events.Words:
    return events.Words(
        title=f"Rassemblement {number} ({language})",
        place="Place Denfert-Rochereau, 75014 Paris",
        called_by="Collectif pour la paix et la liberté",
        summary="Tous ensemble pour celles et ceux qui ne peuvent pas parler.",
        description="Nous nous retrouvons devant le lion. Apportez des fleurs.\n\n" * 6,
        directions="Métro et RER Denfert-Rochereau, sortie 1, de plain-pied.",
    )


def _party(event_id: int, state: rsvps.PartyState, number: int) -> dict[str, object]:
    return {
        "event_id": event_id,
        "locator": int.from_bytes(os.urandom(2)),
        "secret_hash": os.urandom(16),
        "ticket_hash": os.urandom(16),
        "state": state,
        "people": 1,
        "asked": 1,
        "number": number + 1,
        "came_on": datetime.now(UTC).date(),
    }
