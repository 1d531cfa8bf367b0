"""The tables of rotas, shifts, needs, volunteers and who has which shift."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment


class RotaRow(Base):
    """The shifts of an event as a whole, and the key that seals to it. The row is the lock."""

    __tablename__ = "rota"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    event_uid: Mapped[str] = mapped_column(String(36))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(1216))
    longest_minutes: Mapped[int] = mapped_column(default=0)
    rest_minutes: Mapped[int] = mapped_column(default=0)


class ShiftRow(Base):
    """When and where something is to be done."""

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("event_id", "starts_at", "ends_at", "post"),
        CheckConstraint("starts_at < ends_at", name="forwards"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("rota.event_id", ondelete="CASCADE"))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    post: Mapped[str] = mapped_column(String(120), default="")


class NeedRow(Base):
    """A role wanted in a shift. Its id is never given to another: pages left open name it."""

    __tablename__ = "need"
    __table_args__ = (
        Index(
            "uq_need_role_in_shift",
            "shift_id",
            "role",
            unique=True,
            sqlite_where=text("NOT removed"),
            postgresql_where=text("NOT removed"),
        ),
        CheckConstraint("0 <= least AND least <= most AND 1 <= most", name="least_to_most"),
        CheckConstraint(
            "0 <= taken AND 0 <= held AND taken + held <= most", name="never_overfilled"
        ),
        CheckConstraint("0 <= waiting", name="line_counted"),
        CheckConstraint("0 <= handed AND handed <= taken", name="handed_by_holders"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("rota.event_id", ondelete="CASCADE"), index=True
    )
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(36))
    role: Mapped[str] = mapped_column(String(24))
    least: Mapped[int]
    most: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    handed: Mapped[int] = mapped_column(default=0)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    adults_only: Mapped[bool] = mapped_column(default=False)
    trained_only: Mapped[bool] = mapped_column(default=False)
    speakers_wanted: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    speakers: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    opens_at: Mapped[datetime | None] = mapped_column(Moment)
    notice_minutes: Mapped[int] = mapped_column(default=180)
    removed: Mapped[bool] = mapped_column(default=False)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)


class VolunteerRow(Base):
    """Somebody who takes shifts at one event, known by a secret link and a sealed handle."""

    __tablename__ = "volunteer"
    __table_args__ = (UniqueConstraint("event_id", "secret_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("rota.event_id", ondelete="CASCADE"))
    locator: Mapped[int] = mapped_column(index=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    ticket_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    handle: Mapped[bytes] = mapped_column(LargeBinary)
    adult: Mapped[bool] = mapped_column(default=False)
    skills: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_need: Mapped[int]
    came_on: Mapped[date]


class AssignmentRow(Base):
    """Who has which shift."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("need_id", "volunteer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    volunteer_id: Mapped[int] = mapped_column(
        ForeignKey("volunteer.id", ondelete="CASCADE"), index=True
    )


class CandidateRow(Base):
    """Who would like a shift that they do not have; the lowest id is first in line."""

    __tablename__ = "candidate"
    __table_args__ = (UniqueConstraint("need_id", "volunteer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    volunteer_id: Mapped[int] = mapped_column(
        ForeignKey("volunteer.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(String(12))
    ends_at: Mapped[datetime | None] = mapped_column(Moment, index=True)


class HandOverRow(Base):
    """A shift that its holder wants to give into other hands, and what its link is made from."""

    __tablename__ = "hand_over"

    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True
    )
    is_open: Mapped[bool]
    nonce: Mapped[bytes] = mapped_column(LargeBinary(16))
    locator: Mapped[int] = mapped_column(index=True)
