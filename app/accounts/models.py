"""The tables of organisers and of their one-time sign-in links."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment


class OrganiserRow(Base):
    """Somebody who may sign in at the desk."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    session_key: Mapped[str] = mapped_column(String(64), unique=True)
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
