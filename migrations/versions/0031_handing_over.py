"""handing over: shifts that somebody else may take over, by a link or from the list."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

# The id of a need is never given to another: pages left open name it.
_KEPT = {"sqlite_autoincrement": True}


def upgrade():
    op.create_table(
        "hand_over",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(length=16), nullable=False),
        sa.Column("locator", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_hand_over_assignment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_hand_over")),
    )
    op.create_index(op.f("ix_hand_over_locator"), "hand_over", ["locator"])
    with op.batch_alter_table("need", table_kwargs=_KEPT) as batch_op:
        batch_op.add_column(sa.Column("handed", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_check_constraint(
            op.f("ck_need_handed_by_holders"), "0 <= handed AND handed <= taken"
        )


def downgrade():
    with op.batch_alter_table("need", table_kwargs=_KEPT) as batch_op:
        batch_op.drop_constraint(op.f("ck_need_handed_by_holders"), type_="check")
        batch_op.drop_column("handed")
    op.drop_table("hand_over")
