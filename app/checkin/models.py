"""The tables of gates: links, phones, records, and what they add up to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment

from .device import LONGEST_LABEL

_EVENT = "event.id"


class GateRow(Base):
    """How an event counts: by passes and by hand, or by hand alone."""

    __tablename__ = "gate"

    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), primary_key=True)
    scan: Mapped[bool]


class LinkRow(Base):
    """A link that enrols one phone, once."""

    __tablename__ = "gate_link"

    link_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), index=True)
    gate: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    to_confirm: Mapped[bool]
    expires_at: Mapped[datetime] = mapped_column(Moment)


class DeviceRow(Base):
    """A phone that was enrolled: which gate it stands at, and the key it signs with."""

    __tablename__ = "gate_device"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), index=True)
    name: Mapped[bytes] = mapped_column(LargeBinary(8), unique=True)
    link_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    gate: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(65))
    state: Mapped[str] = mapped_column(String(16))
    heard_at: Mapped[datetime | None] = mapped_column(Moment)
    high: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)


class FormerDeviceRow(Base):
    """The name of a phone of an event that is over: whoever still holds it is told to forget."""

    __tablename__ = "gate_former_device"

    name: Mapped[bytes] = mapped_column(LargeBinary(8), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), index=True)


class RecordRow(Base):
    """What a phone recorded. `undone` and `counted` follow from the set of all records."""

    __tablename__ = "gate_record"
    __table_args__ = (
        Index("ix_gate_record_ticket_hash", "ticket_hash"),
        Index("ix_gate_record_target", "target_device", "target_seq"),
    )

    device_id: Mapped[int] = mapped_column(
        ForeignKey("gate_device.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[int] = mapped_column(SmallInteger)
    slot: Mapped[int | None]
    people: Mapped[int] = mapped_column(SmallInteger)
    ticket_hash: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    target_device: Mapped[bytes | None] = mapped_column(LargeBinary(8))
    target_seq: Mapped[int | None]
    amount: Mapped[int]
    refused: Mapped[bool]
    undone: Mapped[bool]
    counted: Mapped[int] = mapped_column(SmallInteger)


class ArrivalRow(Base):
    """What the records of one ticket add up to, for phones that ask what was seen elsewhere."""

    __tablename__ = "arrival"
    __table_args__ = (Index("ix_arrival_news", "event_id", "number"),)

    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), primary_key=True)
    ticket_hash: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    volunteer: Mapped[bool] = mapped_column(primary_key=True)
    size: Mapped[int | None] = mapped_column(SmallInteger)
    people: Mapped[int] = mapped_column(SmallInteger)
    said: Mapped[int]
    gate: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    slot: Mapped[int | None]
    number: Mapped[int]


class CountRow(Base):
    """What is kept of a gate when everything else is destroyed: numbers of people."""

    __tablename__ = "gate_count"

    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), primary_key=True)
    gate: Mapped[str] = mapped_column(String(LONGEST_LABEL), primary_key=True)
    people: Mapped[int]
    volunteers: Mapped[int]
    walk_ins: Mapped[int]


class CurveRow(Base):
    """What is kept of when people came: how many within five minutes."""

    __tablename__ = "gate_curve"

    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    people: Mapped[int]


class SummaryRow(Base):
    """What is kept of how an event was counted: what a report has to say of its numbers."""

    __tablename__ = "gate_summary"

    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), primary_key=True)
    repeated: Mapped[int]
    beyond: Mapped[int]
    cancelled: Mapped[int]
    phones: Mapped[int]
    missing: Mapped[int]


class ScreenRow(Base):
    """The secret link to an event's count, as a keyed hash."""

    __tablename__ = "gate_screen"

    event_id: Mapped[int] = mapped_column(ForeignKey(_EVENT, ondelete="CASCADE"), primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
