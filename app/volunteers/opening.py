"""Open a volunteer's own page for a deed."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.kernel.act import Act

from .line import settle
from .locking import lock, pages_in_step
from .queries import get
from .volunteer import Volunteer


@contextmanager
def locked(secret: str, act: Act) -> Iterator[Volunteer]:
    """Lock the rota of a volunteer, then read them: they may have changed before the lock came.

    Raises:
        VolunteerNotFound: the secret opens nothing.
    """
    event_id = get(secret).event_id
    lock(event_id)
    with pages_in_step(event_id, act):
        settle(event_id, act)
        yield get(secret)
