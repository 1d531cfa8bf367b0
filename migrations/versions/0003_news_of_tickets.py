"""number revoked tickets, and find parties by their ticket."""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('ticket_news',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_ticket_news_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_ticket_news'))
    )
    with op.batch_alter_table('revoked_ticket', schema=None) as batch_op:
        batch_op.add_column(sa.Column('number', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('revoked_ticket', schema=None) as batch_op:
        batch_op.alter_column('number', server_default=None)
        batch_op.create_index('ix_revoked_ticket_news', ['event_id', 'number'], unique=False)

    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_ticket_hash'), ['ticket_hash'], unique=False)

    op.execute('INSERT INTO ticket_news SELECT DISTINCT event_id, 1 FROM revoked_ticket')


def downgrade():
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_ticket_hash'))

    with op.batch_alter_table('revoked_ticket', schema=None) as batch_op:
        batch_op.drop_index('ix_revoked_ticket_news')
        batch_op.drop_column('number')

    op.drop_table('ticket_news')
