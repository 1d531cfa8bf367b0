"""series: actions that come back, each date an event of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("first_language", sa.String(2), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_series_slug")),
    )
    op.create_table(
        "series_text",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("summary", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["series.id"],
            name=op.f("fk_series_text_series_id_series"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("series_id", "language", name=op.f("pk_series_text")),
    )
    op.create_table(
        "strand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("ends_after", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_strand_series_id_series"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["event.id"], name=op.f("fk_strand_model_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strand")),
    )
    op.create_index(op.f("ix_strand_series_id"), "strand", ["series_id"])
    op.create_index(op.f("ix_strand_model_id"), "strand", ["model_id"])
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("strand_day", sa.Date(), nullable=True))
        event.add_column(sa.Column("strand_id", sa.Integer(), nullable=True))
        event.create_unique_constraint(
            op.f("uq_event_strand_id_strand_day"), ["strand_id", "strand_day"]
        )


def downgrade():
    with op.batch_alter_table("event") as event:
        event.drop_constraint(op.f("uq_event_strand_id_strand_day"), type_="unique")
        event.drop_column("strand_id")
        event.drop_column("strand_day")
    op.drop_table("strand")
    op.drop_table("series_text")
    op.drop_table("series")
