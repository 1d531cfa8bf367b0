"""gates."""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('gate',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('scan', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_gate_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_gate'))
    )
    op.create_table('gate_link',
    sa.Column('link_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('gate', sa.String(length=40), nullable=False),
    sa.Column('to_confirm', sa.Boolean(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_gate_link_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('link_hash', name=op.f('pk_gate_link'))
    )
    with op.batch_alter_table('gate_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gate_link_event_id'), ['event_id'], unique=False)

    op.create_table('gate_device',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.LargeBinary(length=8), nullable=False),
    sa.Column('link_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('gate', sa.String(length=40), nullable=False),
    sa.Column('public_key', sa.LargeBinary(length=65), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('heard_at', sa.DateTime(), nullable=True),
    sa.Column('high', sa.Integer(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_gate_device_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gate_device')),
    sa.UniqueConstraint('link_hash', name=op.f('uq_gate_device_link_hash')),
    sa.UniqueConstraint('name', name=op.f('uq_gate_device_name'))
    )
    with op.batch_alter_table('gate_device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gate_device_event_id'), ['event_id'], unique=False)

    op.create_table('gate_record',
    sa.Column('device_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.SmallInteger(), nullable=False),
    sa.Column('slot', sa.Integer(), nullable=True),
    sa.Column('people', sa.SmallInteger(), nullable=False),
    sa.Column('ticket_hash', sa.LargeBinary(length=16), nullable=True),
    sa.Column('target_device', sa.LargeBinary(length=8), nullable=True),
    sa.Column('target_seq', sa.Integer(), nullable=True),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('refused', sa.Boolean(), nullable=False),
    sa.Column('undone', sa.Boolean(), nullable=False),
    sa.Column('counted', sa.SmallInteger(), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['gate_device.id'], name=op.f('fk_gate_record_device_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('device_id', 'seq', name=op.f('pk_gate_record'))
    )
    with op.batch_alter_table('gate_record', schema=None) as batch_op:
        batch_op.create_index('ix_gate_record_ticket_hash', ['ticket_hash'], unique=False)
        batch_op.create_index('ix_gate_record_target', ['target_device', 'target_seq'], unique=False)

    op.create_table('arrival',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('ticket_hash', sa.LargeBinary(length=16), nullable=False),
    sa.Column('volunteer', sa.Boolean(), nullable=False),
    sa.Column('size', sa.SmallInteger(), nullable=True),
    sa.Column('people', sa.SmallInteger(), nullable=False),
    sa.Column('said', sa.Integer(), nullable=False),
    sa.Column('gate', sa.String(length=40), nullable=False),
    sa.Column('slot', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_arrival_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', 'ticket_hash', 'volunteer', name=op.f('pk_arrival'))
    )
    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.create_index('ix_arrival_news', ['event_id', 'number'], unique=False)

    op.create_table('gate_count',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('gate', sa.String(length=40), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('volunteers', sa.Integer(), nullable=False),
    sa.Column('walk_ins', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_gate_count_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', 'gate', name=op.f('pk_gate_count'))
    )


def downgrade():
    op.drop_table('gate_count')
    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.drop_index('ix_arrival_news')

    op.drop_table('arrival')
    with op.batch_alter_table('gate_record', schema=None) as batch_op:
        batch_op.drop_index('ix_gate_record_target')
        batch_op.drop_index('ix_gate_record_ticket_hash')

    op.drop_table('gate_record')
    with op.batch_alter_table('gate_device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gate_device_event_id'))

    op.drop_table('gate_device')
    with op.batch_alter_table('gate_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gate_link_event_id'))

    op.drop_table('gate_link')
    op.drop_table('gate')
