"""Invite people into teams by a link that an owner hands over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import OrganiserId, crockford
from app.platform.db import session
from app.platform.vault import vault

from .errors import InvitationSpent
from .models import InvitationRow, TeamRow
from .organisers import checked_address
from .roles import Role
from .teams import join

_LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody is invited to."""

    email: str
    team: str
    role: Role


def invite(team_id: int, email: str, role: Role, act: Act) -> str:
    """Return the secret of a link that takes one person into a team, once, within 7 days.

    Raises:
        Invalid: this is no address.
    """
    secret = crockford(act.entropy(16))
    session().execute(delete(InvitationRow).where(InvitationRow.expires_at < act.now))
    session().add(
        InvitationRow(
            link_hash=_link_hash(secret),
            team_id=team_id,
            email=checked_address(email),
            role=role,
            expires_at=act.now + _LIVES,
        )
    )
    session().flush()
    audit.note("invitation made", None, act)
    return secret


def find_invitation(secret: str, now: datetime) -> Invitation | None:
    """Return what a link invites to, while it does."""
    found = (
        select(InvitationRow.email, TeamRow.name, InvitationRow.role)
        .join(TeamRow, TeamRow.id == InvitationRow.team_id)
        .where(InvitationRow.link_hash == _link_hash(secret), InvitationRow.expires_at > now)
    )
    row = session().execute(found).first()
    return None if row is None else Invitation(row.email, row.name, Role(row.role))


def accept_invitation(secret: str, organiser_id: OrganiserId, act: Act) -> None:
    """Take somebody into the team that they were invited to.

    Raises:
        InvitationSpent: it was used, is too old, or never was.
    """
    spent = (
        delete(InvitationRow)
        .where(InvitationRow.link_hash == _link_hash(secret), InvitationRow.expires_at > act.now)
        .returning(InvitationRow.team_id, InvitationRow.role)
    )
    row = session().execute(spent).first()
    if row is None:
        raise InvitationSpent
    join(row.team_id, organiser_id, Role(row.role))
    audit.note("invitation accepted", None, act)


def _link_hash(secret: str) -> bytes:
    return vault().keyed_hash("invitation", secret.encode())
