"""The tables of letters that are owed, of what was sent, and of addresses that want none."""

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment

DUE, SENT, GIVEN_UP, HELD_BACK = "due", "sent", "given up", "held back"
UNWANTED = "unwanted"


class LetterRow(Base):
    """A letter that we owe. Once a mail server has taken it, what was sealed is emptied."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_due", "state", "due_at"),
        Index("ix_letter_to", "event_id", "address_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(32), unique=True)
    once: Mapped[bytes | None] = mapped_column(LargeBinary(16), unique=True)
    event_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2))
    urgency: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8))
    key_day: Mapped[date]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    written_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)


class PostmarkRow(Base):
    """How many letters an address got about an event on one day, so that nobody is flooded."""

    __tablename__ = "postmark"

    day: Mapped[date] = mapped_column(primary_key=True)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    event_id: Mapped[int] = mapped_column(primary_key=True)
    letters: Mapped[int]


class LetterCountRow(Base):
    """How many letters of a kind left, or never will, for an event."""

    __tablename__ = "letter_count"

    event_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(16), primary_key=True)
    letters: Mapped[int]


class NoLettersRow(Base):
    """An address that wants no letters from here, as a keyed hash; it outlives events."""

    __tablename__ = "no_letters"

    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
