"""waiting for shifts: who would like a full one, in line, and places held for an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# The id of a need is never given to another: pages left open name it.
_KEPT = {"sqlite_autoincrement": True}


def upgrade():
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_candidate_need_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_candidate_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint(
            "need_id", "volunteer_id", name=op.f("uq_candidate_need_id_volunteer_id")
        ),
    )
    op.create_index(op.f("ix_candidate_volunteer_id"), "candidate", ["volunteer_id"])
    op.create_index(op.f("ix_candidate_ends_at"), "candidate", ["ends_at"])
    with op.batch_alter_table("need", table_kwargs=_KEPT) as batch_op:
        batch_op.add_column(sa.Column("held", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("waiting", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_constraint(op.f("ck_need_never_overfilled"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_need_never_overfilled"), "0 <= taken AND 0 <= held AND taken + held <= most"
        )
        batch_op.create_check_constraint(op.f("ck_need_line_counted"), "0 <= waiting")


def downgrade():
    with op.batch_alter_table("need", table_kwargs=_KEPT) as batch_op:
        batch_op.drop_constraint(op.f("ck_need_line_counted"), type_="check")
        batch_op.drop_constraint(op.f("ck_need_never_overfilled"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_need_never_overfilled"), "0 <= taken AND taken <= most"
        )
        batch_op.drop_column("waiting")
        batch_op.drop_column("held")
    op.drop_table("candidate")
