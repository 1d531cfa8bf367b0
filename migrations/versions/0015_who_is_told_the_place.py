"""who is told the place of an event."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("event") as event:
        event.add_column(
            sa.Column("place_for", sa.String(16), server_default="everybody", nullable=False)
        )
        event.add_column(sa.Column("place_from", sa.DateTime(), nullable=True))


def downgrade():
    # A place that was for few only would be for all: such events become drafts.
    op.execute("UPDATE event SET state = 'draft' WHERE place_for <> 'everybody'")
    with op.batch_alter_table("event") as event:
        event.drop_column("place_from")
        event.drop_column("place_for")
