"""postponed to an open date, planned publication, what organisers say in a notice."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_event = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("starts_at", sa.Time),
    sa.column("ends_on", sa.Date),
    sa.column("ends_at", sa.Time),
    sa.column("timezone", sa.String),
    sa.column("over_at", sa.DateTime),
)


def upgrade():
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("is_open", sa.Boolean(), server_default=sa.false(), nullable=False))
        event.add_column(sa.Column("was_on", sa.Date(), nullable=True))
        event.add_column(sa.Column("was_at", sa.Time(), nullable=True))
        event.add_column(sa.Column("publish_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("notice") as notice:
        notice.add_column(sa.Column("said", sa.JSON(), server_default="{}", nullable=False))
    _last_days_are_whole()


def _last_days_are_whole():
    """An event with a last day but no hour of its end was over four hours after its start."""
    found = sa.select(_event.c.id, _event.c.ends_on, _event.c.timezone).where(
        _event.c.starts_at.is_not(None), _event.c.ends_on.is_not(None), _event.c.ends_at.is_(None)
    )
    connection = op.get_bind()
    for event_id, last_day, zone in connection.execute(found).all():
        midnight = datetime.combine(last_day + timedelta(days=1), time.min, _zone(zone))
        over = midnight.astimezone(UTC).replace(tzinfo=None)
        connection.execute(
            sa.update(_event).where(_event.c.id == event_id).values(over_at=over)
        )


def _zone(name):
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return UTC


def downgrade():
    op.execute("UPDATE event SET state = 'published' WHERE state = 'postponed'")
    op.execute("DELETE FROM notice WHERE kind IN ('moved', 'postponed', 'news')")
    with op.batch_alter_table("notice") as notice:
        notice.drop_column("said")
    with op.batch_alter_table("event") as event:
        for name in ("publish_at", "was_at", "was_on", "is_open"):
            event.drop_column(name)
