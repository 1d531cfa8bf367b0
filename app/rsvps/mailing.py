"""Write the same to all parties that get updates, in batches.

A batch is one transaction, so that a rally of ten thousand never holds the database for long. A
round that is stopped half-way starts again, and the outbox owes each letter once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app import outbox
from app.kernel.act import Act
from app.kernel.ids import EventId
from app.platform.db import transaction

from .admission import PartyState
from .levels import listeners

_BATCH = 200
_COMING = (PartyState.CONFIRMED, PartyState.WAITING)


@dataclass(frozen=True, slots=True)
class Mailing:
    """What is written: a kind, its facts, to parties in these states, once under this name."""

    kind: str
    once: str
    urgency: outbox.Urgency
    facts: Mapping[str, str] = field(default_factory=dict)
    states: tuple[PartyState, ...] = _COMING


def write_to_listeners(event_id: EventId, mailing: Mailing, act: Act) -> int:
    """Owe a letter to every party of an event that gets updates; return how many there are.

    Opens its own transactions.
    """
    after = written = 0
    while True:
        with transaction():
            batch = list(listeners(event_id, mailing.states, after, _BATCH))
            for party, contact in batch:
                letter = outbox.Letter(
                    kind=mailing.kind,
                    language=contact.language,
                    event_id=event_id,
                    address=contact.address,
                    facts={"secret": contact.secret, **mailing.facts},
                    urgency=mailing.urgency,
                    once=f"{mailing.once} {party.id}",
                )
                outbox.write(letter, act)
        written += len(batch)
        if len(batch) < _BATCH:
            return written
        after = batch[-1][0].id
