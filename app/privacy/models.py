"""The table of what was destroyed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, Moment


class DestructionRow(Base):
    """How many things of a kind were destroyed for an event, and when last."""

    __tablename__ = "destruction"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    many: Mapped[int]
    done_at: Mapped[datetime] = mapped_column(Moment)
