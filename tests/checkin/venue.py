"""An event whose phones and tickets stand for those of the schedules."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Flask

from app import checkin, events, volunteers
from app.checkin import merge, wire
from app.platform.db import transaction
from tests.checkin.schedules import DEVICES, GATES, SIZES, TICKETS, Streams, every
from tests.makers import an_act, an_event
from tests.makers.gate import a_device, a_ticket, random_id


@dataclass(frozen=True)
class Venue:
    """The event, its phones, and the ids of the tickets."""

    event: events.Event
    devices: Mapping[bytes, checkin.Device]
    ids: Mapping[bytes, bytes]

    def deliver(self, batches: Sequence[Sequence[merge.Record]]) -> None:
        """Have the server take batches, one after another."""
        for records in batches:
            sent = wire.Batch(records[0].seq, tuple(self._sent(record) for record in records))
            with transaction():
                checkin.ingest(
                    self.devices[records[0].device], sent, volunteers.with_tickets, an_act()
                )

    def counted(self) -> dict[str, merge.Tally]:
        """Return the people at each gate by the tables."""
        return {
            count.gate: merge.Tally(count.people, count.volunteers, count.walk_ins)
            for count in checkin.presence(self.event.id).gates
        }

    def _sent(self, record: merge.Record) -> wire.Sent:
        device, seq = record.target or (b"", 0)
        return wire.Sent(
            record.seq,
            record.kind,
            record.slot,
            record.people,
            self.ids.get(record.ticket or b"", b""),
            self.devices[device].name if device else b"",
            seq,
            record.amount,
        )


def a_venue(app: Flask) -> Venue:
    """Return an event at which the phones of the schedules count."""
    event = an_event(app)
    # Names decide among scans of the same five minutes: they are in the order of the schedules'.
    phones = {
        device: a_device(event, GATES[device], name=bytes([at]) + os.urandom(7))
        for at, device in enumerate(sorted(DEVICES))
    }
    ids = {ticket: a_ticket(app, event, SIZES[ticket]) for ticket in SIZES}
    others = {ticket: random_id() for ticket in (TICKETS[-1], b"first", b"second")}
    return Venue(event, phones, ids | others)


def judged(recorded: Streams) -> dict[str, merge.Tally]:
    """Return the people at each gate by the pure function."""
    found = merge.presence(every(recorded), GATES, SIZES)
    return {gate: found.get(gate, merge.Tally()) for gate in set(GATES.values())}
