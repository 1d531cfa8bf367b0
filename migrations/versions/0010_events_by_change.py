"""events by change: the news walk along this index."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_event_changed_at", "event", ["changed_at"])


def downgrade():
    op.drop_index("ix_event_changed_at", "event")
