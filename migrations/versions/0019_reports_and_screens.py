"""what stays of a count, and screens that show it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    _make("gate_curve", [_number("slot"), _number("people")], also="slot")
    _make("gate_summary", [_number(name) for name in _SUMMARY])
    _make(
        "gate_screen",
        [
            sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
            sa.UniqueConstraint("secret_hash", name=op.f("uq_gate_screen_secret_hash")),
        ],
    )


def downgrade():
    for name in ("gate_screen", "gate_summary", "gate_curve"):
        op.drop_table(name)


_SUMMARY = ("repeated", "beyond", "cancelled", "phones", "missing")


def _number(name):
    return sa.Column(name, sa.Integer(), nullable=False)


def _make(name, columns, *, also=None):
    key = ["event_id", also] if also else ["event_id"]
    op.create_table(
        name,
        sa.Column("event_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f(f"fk_{name}_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")),
    )
