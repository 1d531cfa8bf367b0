"""teams: several groups in one instance, each with events and roles of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_table(
        "member",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_member_team_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"],
            ["organiser.id"],
            name=op.f("fk_member_organiser_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "organiser_id", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_organiser_id"), "member", ["organiser_id"])
    op.create_table(
        "invitation",
        sa.Column("link_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_invitation_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("link_hash", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_team_id"), "invitation", ["team_id"])
    # All that was there belongs to the first team, and everybody owns it, as they did before.
    op.execute("INSERT INTO team (id, name) VALUES (1, 'Turnout')")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval(pg_get_serial_sequence('team', 'id'), 1)")
    op.execute(
        "INSERT INTO member (team_id, organiser_id, role) SELECT 1, id, 'owner' FROM organiser"
    )
    # Without a foreign key: SQLite would copy the table of events to add it.
    op.add_column(
        "event", sa.Column("team_id", sa.Integer(), nullable=False, server_default="1")
    )
    op.create_index(op.f("ix_event_team_id"), "event", ["team_id", "begins_at"])


def downgrade():
    op.drop_index(op.f("ix_event_team_id"), "event")
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_column("team_id")
    for table in ("invitation", "member", "team"):
        op.drop_table(table)
