"""offers, entry by address or approval, and overfull events."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("room") as room:
        room.add_column(sa.Column("held", sa.Integer(), server_default="0", nullable=False))
        room.add_column(sa.Column("overfull", sa.Boolean(), server_default=sa.false(), nullable=False))
        room.add_column(sa.Column("entry", sa.String(16), server_default="open", nullable=False))
        room.add_column(sa.Column("by_offer", sa.Boolean(), server_default=sa.false(), nullable=False))
        room.add_column(
            sa.Column("smaller_pass", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        room.drop_constraint(op.f("ck_room_never_oversold"), type_="check")
        room.drop_constraint(op.f("ck_room_not_negative"), type_="check")
        room.create_check_constraint(
            op.f("ck_room_never_oversold"),
            "capacity IS NULL OR overfull OR confirmed + held <= capacity",
        )
        room.create_check_constraint(
            op.f("ck_room_not_negative"), "confirmed >= 0 AND waiting >= 0 AND held >= 0"
        )
    with op.batch_alter_table("party") as party:
        party.add_column(sa.Column("ends_at", sa.DateTime(), nullable=True))
        party.create_index(op.f("ix_party_ends_at"), ["ends_at"])


def downgrade():
    op.execute("UPDATE party SET state = 'waiting' WHERE state IN ('offered', 'pending')")
    op.execute("UPDATE room SET waiting = waiting + held")
    with op.batch_alter_table("party") as party:
        party.drop_index(op.f("ix_party_ends_at"))
        party.drop_column("ends_at")
    with op.batch_alter_table("room") as room:
        room.drop_constraint(op.f("ck_room_never_oversold"), type_="check")
        room.drop_constraint(op.f("ck_room_not_negative"), type_="check")
        for name in ("smaller_pass", "by_offer", "entry", "overfull", "held"):
            room.drop_column(name)
        room.create_check_constraint(
            op.f("ck_room_never_oversold"), "capacity IS NULL OR confirmed <= capacity"
        )
        room.create_check_constraint(
            op.f("ck_room_not_negative"), "confirmed >= 0 AND waiting >= 0"
        )
