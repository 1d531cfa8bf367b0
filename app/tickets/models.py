"""The tables of revoked tickets and of signing keys that were published."""

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base


class RevokedTicketRow(Base):
    """A ticket that gates refuse from now on, as a keyed hash of its id."""

    __tablename__ = "revoked_ticket"
    __table_args__ = (Index("ix_revoked_ticket_news", "event_id", "number"),)

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    ticket_hash: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    number: Mapped[int]


class TicketNewsRow(Base):
    """How many times gates had to learn something about an event's tickets. The row is the lock."""

    __tablename__ = "ticket_news"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int]


class PublishedKeyRow(Base):
    """The private signing key of an event that is over: its old tickets prove nothing any more."""

    __tablename__ = "published_key"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    signing_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    published_on: Mapped[date]
