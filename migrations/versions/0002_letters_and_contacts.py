"""letters and contacts."""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.String(length=32), nullable=False),
    sa.Column('once', sa.LargeBinary(length=16), nullable=True),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('urgency', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('key_day', sa.Date(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('address_hash', sa.LargeBinary(length=16), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.Column('due_at', sa.DateTime(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('message_id', name=op.f('uq_letter_message_id')),
    sa.UniqueConstraint('once', name=op.f('uq_letter_once'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index('ix_letter_due', ['state', 'due_at'], unique=False)
        batch_op.create_index('ix_letter_to', ['event_id', 'address_hash'], unique=False)

    op.create_table('letter_count',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('letters', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'kind', 'outcome', name=op.f('pk_letter_count'))
    )
    op.create_table('no_letters',
    sa.Column('address_hash', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('address_hash', name=op.f('pk_no_letters'))
    )
    op.create_table('postmark',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('address_hash', sa.LargeBinary(length=16), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('letters', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('day', 'address_hash', 'event_id', name=op.f('pk_postmark'))
    )
    op.create_table('contact',
    sa.Column('party_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('address_hash', sa.LargeBinary(length=16), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('consent', sa.String(length=16), nullable=False),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('ends_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_contact_party_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('party_id', name=op.f('pk_contact'))
    )
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index('ix_contact_event', ['event_id', 'confirmed'], unique=False)

    with op.batch_alter_table('room', schema=None) as batch_op:
        batch_op.add_column(sa.Column('public_key', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('letters_upto', sa.Integer(), nullable=False, server_default='0'))



def downgrade():
    with op.batch_alter_table('room', schema=None) as batch_op:
        batch_op.drop_column('letters_upto')
        batch_op.drop_column('public_key')

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_event')

    op.drop_table('contact')
    op.drop_table('postmark')
    op.drop_table('no_letters')
    op.drop_table('letter_count')
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_index('ix_letter_to')
        batch_op.drop_index('ix_letter_due')

    op.drop_table('letter')
