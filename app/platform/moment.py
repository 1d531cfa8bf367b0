"""Ask the clock and draw randomness: the only module that may."""

import os
from datetime import UTC, datetime

from app.kernel.act import Act, Actor, By


def now() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def current_act(actor: Actor, organiser_id: int | None = None) -> Act:
    """Return the circumstances of a deed done now."""
    return Act(now(), By(actor, organiser_id), os.urandom)  # noqa: TID251 - the one place
