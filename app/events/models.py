"""The tables of events, campaigns and notices."""

from datetime import date, datetime, time

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.platform.db import Base, Moment


class EventRow(Base):
    """An event: when it is, in local wall time and zone, and what state it is in."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_state_over_at", "state", "over_at"),
        Index("ix_event_team_id", "team_id", "begins_at"),
        Index("ix_event_begins_at", "begins_at", "over_at", "state"),
        Index("ix_event_changed_at", "changed_at"),
        UniqueConstraint("strand_id", "strand_day"),
        CheckConstraint("revision >= 0 AND sequence >= 0", name="counters"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    team_id: Mapped[int] = mapped_column(default=1, server_default="1")
    first_language: Mapped[str] = mapped_column(String(2))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    # No foreign key: strands refer to their first event, and a circle of tables helps nobody.
    strand_id: Mapped[int | None]
    strand_day: Mapped[date | None]
    starts_on: Mapped[date]
    starts_at: Mapped[time | None]
    ends_on: Mapped[date | None]
    ends_at: Mapped[time | None]
    timezone: Mapped[str] = mapped_column(String(64))
    begins_at: Mapped[datetime] = mapped_column(Moment)
    over_at: Mapped[datetime] = mapped_column(Moment)
    is_open: Mapped[bool] = mapped_column(default=False, server_default=false())
    was_on: Mapped[date | None]
    was_at: Mapped[time | None]
    place_for: Mapped[str] = mapped_column(
        String(16), default="everybody", server_default="everybody"
    )
    place_from: Mapped[datetime | None] = mapped_column(Moment)
    access: Mapped[dict[str, str | int]] = mapped_column(JSON, default=dict, server_default="{}")
    publish_at: Mapped[datetime | None] = mapped_column(Moment)
    contact: Mapped[str] = mapped_column(String(200), default="")
    sample: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)

    texts: Mapped[list["EventTextRow"]] = relationship(
        lazy="raise", order_by="EventTextRow.language", cascade="all, delete-orphan"
    )


class SeriesRow(Base):
    """An action that comes back; its weeks are counted from a day."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    first_language: Mapped[str] = mapped_column(String(2))
    counted_from: Mapped[date]

    texts: Mapped[list["SeriesTextRow"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class SeriesTextRow(Base):
    """What is said about a series in one language."""

    __tablename__ = "series_text"

    series_id: Mapped[int] = mapped_column(
        ForeignKey("series.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")


class StrandRow(Base):
    """Where and when a series comes back; what is said is what its first event, the model, says."""

    __tablename__ = "strand"

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), index=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str] = mapped_column(String(200))
    first_on: Mapped[date]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    timezone: Mapped[str] = mapped_column(String(64))
    skipped: Mapped[list[str]] = mapped_column(JSON, default=list)
    ends_after: Mapped[date | None]


class EventTextRow(Base):
    """What is said about an event in one language."""

    __tablename__ = "event_text"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(200))
    directions: Mapped[str] = mapped_column(String(1000), default="")
    called_by: Mapped[str] = mapped_column(String(200))
    bring: Mapped[str] = mapped_column(String(1000), default="")
    route: Mapped[str] = mapped_column(Text, default="", server_default="")
    programme: Mapped[str] = mapped_column(Text, default="", server_default="")


class OldSlugRow(Base):
    """An address that an event had in public before; it leads to the event for good."""

    __tablename__ = "old_slug"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)


class PreviewRow(Base):
    """The secret link to a draft, as a keyed hash, and until when it shows it."""

    __tablename__ = "event_preview"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    ends_at: Mapped[datetime] = mapped_column(Moment)


class NoticeRow(Base):
    """A dated public message that says what changed about an event."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    given_at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, str]] = mapped_column(JSON)
    after: Mapped[dict[str, str]] = mapped_column(JSON)
    said: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")


class CampaignRow(Base):
    """A cause that groups events."""

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    first_language: Mapped[str] = mapped_column(String(2))
    sample: Mapped[bool] = mapped_column(default=False)

    texts: Mapped[list["CampaignTextRow"]] = relationship(
        lazy="raise", cascade="all, delete-orphan"
    )
    figures: Mapped[list["FigureRow"]] = relationship(
        lazy="raise", order_by="FigureRow.position", cascade="all, delete-orphan"
    )


class CampaignTextRow(Base):
    """What is said about a campaign in one language."""

    __tablename__ = "campaign_text"

    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    body: Mapped[str] = mapped_column(Text, default="")


class FigureRow(Base):
    """A number that a campaign puts forward."""

    __tablename__ = "figure"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    value: Mapped[int]

    texts: Mapped[list["FigureTextRow"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class FigureTextRow(Base):
    """What a figure counts, as of when, and who says so, in one language."""

    __tablename__ = "figure_text"

    figure_id: Mapped[int] = mapped_column(
        ForeignKey("figure.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    label: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(String(500), default="")
    as_of: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(300))


class EditionRow(Base):
    """The number of the published content as a whole; one row, raised by every published change."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


class HostLinkRow(Base):
    """A link for somebody who hosts an event on the spot."""

    __tablename__ = "host_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    link_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    label: Mapped[str] = mapped_column(String(60))
    made_on: Mapped[date]
