"""account of what was destroyed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "destruction",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name="fk_destruction_event_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "what", name="pk_destruction"),
    )


def downgrade():
    op.drop_table("destruction")
