"""The tables of rooms, of further kinds of place, and of parties."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment


class _Places:
    """What places need that are limited: the numbers, and the rules by which they are given."""

    capacity: Mapped[int | None]
    waitlist: Mapped[bool] = mapped_column(default=True)
    confirmed: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0, server_default="0")
    overfull: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_offer: Mapped[bool] = mapped_column(default=False, server_default=false())
    smaller_pass: Mapped[bool] = mapped_column(default=False, server_default=false())
    next_number: Mapped[int] = mapped_column(default=1)


def _true_numbers() -> tuple[CheckConstraint, CheckConstraint]:
    """Return what the database itself refuses: more people than places, and less than nobody."""
    return (
        CheckConstraint(
            "capacity IS NULL OR overfull OR confirmed + held <= capacity", name="never_oversold"
        ),
        CheckConstraint("confirmed >= 0 AND waiting >= 0 AND held >= 0", name="not_negative"),
    )


class RoomRow(_Places, Base):
    """How many people an event has places for, and how many have them. The row is the lock."""

    __tablename__ = "room"
    __table_args__ = _true_numbers()

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    event_uid: Mapped[str] = mapped_column(String(36))
    entry: Mapped[str] = mapped_column(String(16), default="open", server_default="open")
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    letters_upto: Mapped[int] = mapped_column(default=0)
    asked_about: Mapped[date | None]


class PublicCountRow(Base):
    """What everybody is told of how many come, and what they will be told in an hour.

    An event whose organisers keep the number to themselves has no row.
    """

    __tablename__ = "public_count"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("room.event_id", ondelete="CASCADE"), primary_key=True
    )
    shown: Mapped[int]
    coming: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(Moment)


class KindRow(_Places, Base):
    """A further kind of place, as seats in a coach. Its lock is the row of the room, too."""

    __tablename__ = "kind"
    __table_args__ = _true_numbers()

    entry: ClassVar[str] = "open"
    """Who has a place at the event needs nothing more for a place in its coach."""

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("room.event_id", ondelete="CASCADE"), index=True
    )
    first_language: Mapped[str] = mapped_column(String(2))
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    removed: Mapped[bool] = mapped_column(default=False)


class PartyRow(Base):
    """The people of one RSVP. Nothing here says who they are."""

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("event_id", "secret_hash"),
        Index("ix_party_queue", "event_id", "state", "number"),
        CheckConstraint("people >= 1", name="somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("room.event_id", ondelete="CASCADE"))
    locator: Mapped[int] = mapped_column(index=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    ticket_hash: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    state: Mapped[str] = mapped_column(String(16))
    people: Mapped[int]
    asked: Mapped[int]
    number: Mapped[int]
    came_on: Mapped[date]
    ends_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    sure_of: Mapped[date | None]


class SeatsRow(Base):
    """The places of a further kind that a party has, waits for or wishes for."""

    __tablename__ = "seats"
    __table_args__ = (
        Index("ix_seats_queue", "kind_id", "state", "number"),
        CheckConstraint("people >= 1", name="somebody"),
    )

    party_id: Mapped[int] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), primary_key=True
    )
    kind_id: Mapped[int] = mapped_column(
        ForeignKey("kind.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str] = mapped_column(String(16))
    people: Mapped[int]
    asked: Mapped[int]
    number: Mapped[int]
    ends_at: Mapped[datetime | None] = mapped_column(Moment, index=True)


class ContactRow(Base):
    """The address of a party that wants letters, sealed; until it is confirmed, only a question."""

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_event", "event_id", "confirmed"),)

    party_id: Mapped[int] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    language: Mapped[str] = mapped_column(String(2))
    consent: Mapped[str] = mapped_column(String(16))
    confirmed: Mapped[bool] = mapped_column(default=False)
    ends_at: Mapped[datetime | None] = mapped_column(Moment)


class QuestionRow(Base):
    """What the organisers ask, in each language; `counts` are the answers once they are gone."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("room.event_id", ondelete="CASCADE"), index=True
    )
    first_language: Mapped[str] = mapped_column(String(2))
    wordings: Mapped[dict[str, Any]] = mapped_column(JSON)
    counts: Mapped[list[list[int | None]] | None] = mapped_column(JSON(none_as_null=True))


class AnswerRow(Base):
    """What a party answered: the number of a choice, or its own words, sealed."""

    __tablename__ = "answer"

    party_id: Mapped[int] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    choice: Mapped[int | None]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class MessageRow(Base):
    """What the organisers say to those who get updates."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    to: Mapped[str] = mapped_column(String(16))
    first_language: Mapped[str] = mapped_column(String(2))
    texts: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    written_at: Mapped[datetime] = mapped_column(Moment)
    is_owed: Mapped[bool] = mapped_column(default=False)
