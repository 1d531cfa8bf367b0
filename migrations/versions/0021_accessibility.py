"""accessibility of events, as facts."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("access", sa.JSON(), server_default="{}", nullable=False))


def downgrade():
    with op.batch_alter_table("event") as event:
        event.drop_column("access")
