"""names of phones of events that are over."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "gate_former_device",
        sa.Column("name", sa.LargeBinary(8), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_gate_former_device_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_gate_former_device")),
    )
    op.create_index(op.f("ix_gate_former_device_event_id"), "gate_former_device", ["event_id"])


def downgrade():
    op.drop_table("gate_former_device")
