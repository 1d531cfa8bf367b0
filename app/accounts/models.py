"""The tables of organisers, of what they sign in with, and of their sessions."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment


class OrganiserRow(Base):
    """Somebody who may sign in at the desk."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    session_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Named sessions before they had rows; it goes in a later release."""
    totp_nonce: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    active: Mapped[bool] = mapped_column(default=True)
    added_on: Mapped[date]


class SignInLinkRow(Base):
    """A link that signs one organiser in, once."""

    __tablename__ = "sign_in_link"

    link_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime] = mapped_column(Moment)


class PasskeyRow(Base):
    """The public half of a key that an organiser's device or key ring holds (WebAuthn)."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), index=True
    )
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    uses: Mapped[int] = mapped_column(BigInteger)
    added_on: Mapped[date]


class RecoveryCodeRow(Base):
    """A code that stands in for a lost phone, once."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), index=True
    )


class DeskSessionRow(Base):
    """A browser in which an organiser is signed in, or on the way."""

    __tablename__ = "desk_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[str] = mapped_column(String(12))
    began_at: Mapped[datetime] = mapped_column(Moment, index=True)


class UnlockRow(Base):
    """Until when a session may open what is sealed to an event."""

    __tablename__ = "unlock"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("desk_session.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(Moment)


class TeamRow(Base):
    """A group that has events of its own."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))


class MemberRow(Base):
    """What an organiser is in a team."""

    __tablename__ = "member"

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(16))


class InvitationRow(Base):
    """A link that takes one person into a team, once."""

    __tablename__ = "invitation"

    link_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(16))
    expires_at: Mapped[datetime] = mapped_column(Moment)


class ApiTokenRow(Base):
    """A token by which a team's program reads."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    label: Mapped[str] = mapped_column(String(60))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    made_on: Mapped[date]
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_on: Mapped[date | None]
