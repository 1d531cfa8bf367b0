"""events by beginning: lists walk along this index instead of sorting every event."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_event_begins_at", "event", ["begins_at", "over_at", "state"])


def downgrade():
    op.drop_index("ix_event_begins_at", "event")
