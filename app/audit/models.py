"""The table of organisers' deeds."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment


class Deed(Base):
    """One deed of an organiser, a command or housekeeping; its object is an event or nothing."""

    __tablename__ = "deed"

    id: Mapped[int] = mapped_column(primary_key=True)
    done_at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor: Mapped[str] = mapped_column(String(16))
    organiser_id: Mapped[int | None]
    what: Mapped[str] = mapped_column(String(40))
    event_id: Mapped[int | None] = mapped_column(index=True)
