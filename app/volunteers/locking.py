"""Let one deed at a time change an event's shifts, and keep the public pages in step with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from app import events
from app.kernel.act import Act
from app.platform.db import session

from .models import RotaRow
from .queries import open_until


def lock(event_id: int) -> RotaRow | None:
    """Lock the shifts of an event until the deed is done; what was read before is read again."""
    session().expire_all()
    found = select(RotaRow).where(RotaRow.event_id == event_id).with_for_update()
    return session().scalars(found).first()


@contextmanager
def pages_in_step(event_id: int, act: Act) -> Iterator[None]:
    """Drop the kept pages if the deed inside changes whether, or until when, hands are wanted."""
    before = open_until(event_id, act.now)
    yield
    if open_until(event_id, act.now) != before:
        events.new_edition()
