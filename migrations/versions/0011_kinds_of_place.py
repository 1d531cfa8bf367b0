"""further kinds of place beside attendance, as seats in a coach."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("first_language", sa.String(2), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("waitlist", sa.Boolean(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), server_default="0", nullable=False),
        sa.Column("overfull", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("by_offer", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("smaller_pass", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "capacity IS NULL OR overfull OR confirmed + held <= capacity",
            name=op.f("ck_kind_never_oversold"),
        ),
        sa.CheckConstraint(
            "confirmed >= 0 AND waiting >= 0 AND held >= 0", name=op.f("ck_kind_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["room.event_id"], name=op.f("fk_kind_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind")),
    )
    op.create_index(op.f("ix_kind_event_id"), "kind", ["event_id"])
    op.create_table(
        "seats",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("people >= 1", name=op.f("ck_seats_somebody")),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["kind.id"], name=op.f("fk_seats_kind_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_seats_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("party_id", "kind_id", name=op.f("pk_seats")),
    )
    op.create_index("ix_seats_queue", "seats", ["kind_id", "state", "number"])
    op.create_index(op.f("ix_seats_ends_at"), "seats", ["ends_at"])


def downgrade():
    op.drop_table("seats")
    op.drop_table("kind")
