"""second factors: code apps, recovery codes, passkeys; and sessions of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        _of_organiser("passkey"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        _of_organiser("recovery_code"),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "desk_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        _of_organiser("desk_session"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_desk_session_key_hash")),
    )
    for table in ("passkey", "recovery_code", "desk_session"):
        op.create_index(op.f(f"ix_{table}_organiser_id"), table, ["organiser_id"])
    op.create_index(op.f("ix_desk_session_began_at"), "desk_session", ["began_at"])
    with op.batch_alter_table("organiser") as batch_op:
        # Nothing reads it any more; it goes in a later release.
        batch_op.alter_column("session_key", existing_type=sa.String(length=64), nullable=True)
        batch_op.add_column(sa.Column("totp_nonce", sa.LargeBinary(length=16), nullable=True))
        batch_op.add_column(
            sa.Column("totp_step", sa.BigInteger(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("organiser") as batch_op:
        batch_op.alter_column("totp_step", server_default=None)


def downgrade():
    with op.batch_alter_table("organiser") as batch_op:
        batch_op.drop_column("totp_step")
        batch_op.drop_column("totp_nonce")
    # Names that open nothing: those who were added meanwhile sign in again.
    op.execute("UPDATE organiser SET session_key = 'none-' || id WHERE session_key IS NULL")
    with op.batch_alter_table("organiser") as batch_op:
        batch_op.alter_column("session_key", existing_type=sa.String(length=64), nullable=False)
    for table in ("desk_session", "recovery_code", "passkey"):
        op.drop_table(table)


def _of_organiser(table):
    return sa.ForeignKeyConstraint(
        ["organiser_id"],
        ["organiser.id"],
        name=op.f(f"fk_{table}_organiser_id"),
        ondelete="CASCADE",
    )
