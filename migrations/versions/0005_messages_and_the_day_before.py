"""messages and the day before."""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('to', sa.String(length=16), nullable=False),
    sa.Column('first_language', sa.String(length=2), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.Column('is_owed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_message_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_event_id'), ['event_id'], unique=False)

    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sure', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('room', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asked_about', sa.Date(), nullable=True))



def downgrade():
    with op.batch_alter_table('room', schema=None) as batch_op:
        batch_op.drop_column('asked_about')

    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.drop_column('sure')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_message_event_id'))

    op.drop_table('message')
