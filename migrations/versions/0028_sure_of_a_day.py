"""sure of a day: an answer of the day before holds for the day that was asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("party", sa.Column("sure_of", sa.Date(), nullable=True))
    op.execute(
        "UPDATE party SET sure_of = (SELECT starts_on FROM event WHERE event.id = party.event_id)"
        " WHERE sure"
    )
    with op.batch_alter_table("party") as batch_op:
        batch_op.drop_column("sure")


def downgrade():
    op.add_column(
        "party", sa.Column("sure", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE party SET sure = (1 = 1) WHERE sure_of IS NOT NULL")
    with op.batch_alter_table("party") as batch_op:
        batch_op.drop_column("sure_of")
