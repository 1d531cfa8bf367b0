"""routes and programmes, one stop a line, in each language."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    for name in ("route", "programme"):
        op.add_column(
            "event_text", sa.Column(name, sa.Text(), nullable=False, server_default="")
        )


def downgrade():
    with op.batch_alter_table("event_text") as batch_op:
        for name in ("route", "programme"):
            batch_op.drop_column(name)
