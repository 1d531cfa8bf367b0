"""terms of shifts: languages, training, windows and rests; what volunteers say that they can."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade():
    for name in ("longest_minutes", "rest_minutes"):
        op.add_column("rota", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    added = (
        sa.Column("trained_only", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("speakers_wanted", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("speakers", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("opens_at", sa.DateTime(), nullable=True),
        sa.Column("notice_minutes", sa.Integer(), nullable=False, server_default="180"),
    )
    for column in added:
        op.add_column("need", column)
    op.add_column("volunteer", sa.Column("skills", sa.LargeBinary(), nullable=True))


def downgrade():
    op.drop_column("volunteer", "skills")
    for name in ("notice_minutes", "opens_at", "speakers", "speakers_wanted", "trained_only"):
        op.drop_column("need", name)
    for name in ("rest_minutes", "longest_minutes"):
        op.drop_column("rota", name)
