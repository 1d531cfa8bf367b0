"""Rotas, shifts, needs, volunteers, assignments."""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('rota',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('event_uid', sa.String(length=36), nullable=False),
    sa.Column('public_key', sa.LargeBinary(length=1216), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_rota_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_rota'))
    )
    op.create_table('shift',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.DateTime(), nullable=False),
    sa.Column('ends_at', sa.DateTime(), nullable=False),
    sa.Column('post', sa.String(length=120), nullable=False),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_shift_forwards')),
    sa.ForeignKeyConstraint(['event_id'], ['rota.event_id'], name=op.f('fk_shift_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift')),
    sa.UniqueConstraint('event_id', 'starts_at', 'ends_at', 'post', name=op.f('uq_shift_event_id_starts_at_ends_at_post'))
    )
    op.create_table('volunteer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('locator', sa.Integer(), nullable=False),
    sa.Column('secret_hash', sa.LargeBinary(length=16), nullable=False),
    sa.Column('ticket_hash', sa.LargeBinary(length=16), nullable=False),
    sa.Column('handle', sa.LargeBinary(), nullable=False),
    sa.Column('adult', sa.Boolean(), nullable=False),
    sa.Column('asked_need', sa.Integer(), nullable=False),
    sa.Column('came_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['rota.event_id'], name=op.f('fk_volunteer_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer')),
    sa.UniqueConstraint('event_id', 'secret_hash', name=op.f('uq_volunteer_event_id_secret_hash'))
    )
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_locator'), ['locator'], unique=False)

    op.create_table('need',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('shift_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=36), nullable=False),
    sa.Column('role', sa.String(length=24), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('most', sa.Integer(), nullable=False),
    sa.Column('taken', sa.Integer(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('adults_only', sa.Boolean(), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint('0 <= least AND least <= most AND 1 <= most', name=op.f('ck_need_least_to_most')),
    sa.CheckConstraint('0 <= taken AND taken <= most', name=op.f('ck_need_never_overfilled')),
    sa.ForeignKeyConstraint(['event_id'], ['rota.event_id'], name=op.f('fk_need_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_need_shift_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_event_id'), ['event_id'], unique=False)
        batch_op.create_index('uq_need_role_in_shift', ['shift_id', 'role'], unique=True, sqlite_where=sa.text('NOT removed'), postgresql_where=sa.text('NOT removed'))

    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_assignment_need_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_assignment_volunteer_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('need_id', 'volunteer_id', name=op.f('uq_assignment_need_id_volunteer_id'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_volunteer_id'), ['volunteer_id'], unique=False)



def downgrade():
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_volunteer_id'))

    op.drop_table('assignment')
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.drop_index('uq_need_role_in_shift', sqlite_where=sa.text('NOT removed'), postgresql_where=sa.text('NOT removed'))
        batch_op.drop_index(batch_op.f('ix_need_event_id'))

    op.drop_table('need')
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_locator'))

    op.drop_table('volunteer')
    op.drop_table('shift')
    op.drop_table('rota')
