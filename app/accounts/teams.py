"""Let several groups share an instance: each event belongs to a team, each organiser to some."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import OrganiserId
from app.kernel.text import one_line
from app.platform.db import session

from .errors import LastOwner, MemberNotFound
from .models import MemberRow, OrganiserRow, TeamRow
from .organisers import add
from .roles import Role

FIRST_TEAM = 1
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Membership:
    """A team as somebody in it sees it."""

    team_id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team."""

    organiser_id: OrganiserId
    email: str
    role: Role


def add_owner(email: str, act: Act) -> OrganiserId:
    """Let somebody sign in who owns the first team: they run the instance.

    Raises:
        Invalid: this is no address.
        OrganiserExists: the address is there already.
    """
    organiser_id = add(email, act)
    join(FIRST_TEAM, organiser_id, Role.OWNER)
    return organiser_id


def add_team(name: str, owner_id: OrganiserId, act: Act) -> int:
    """Make a team of one, its owner, and return its number.

    Raises:
        Invalid: the name is missing or too long.
    """
    said = one_line(name)
    if not 1 <= len(said) <= _LONGEST_NAME:
        raise Invalid("name", "length")
    row = TeamRow(name=said)
    session().add(row)
    session().flush()
    join(row.id, owner_id, Role.OWNER)
    audit.note("team made", None, act)
    return row.id


def join(team_id: int, organiser_id: OrganiserId, role: Role) -> None:
    """Take somebody into a team, or give them another role in it."""
    session().merge(MemberRow(team_id=team_id, organiser_id=organiser_id, role=role))
    session().flush()


def members_of(team_id: int) -> list[Member]:
    """Return who belongs to a team."""
    found = (
        select(OrganiserRow.id, OrganiserRow.email, MemberRow.role)
        .join(MemberRow, MemberRow.organiser_id == OrganiserRow.id)
        .where(MemberRow.team_id == team_id)
        .order_by(OrganiserRow.email)
    )
    rows = session().execute(found)
    return [Member(OrganiserId(number), email, Role(role)) for number, email, role in rows]


def set_role(team_id: int, organiser_id: OrganiserId, role: Role, act: Act) -> None:
    """Give a member another role, from their next request on.

    Raises:
        MemberNotFound: nobody of this number is in the team.
        LastOwner: nobody would own the team any more.
    """
    _member(team_id, organiser_id).role = role
    session().flush()
    _keep_an_owner(team_id)
    audit.note("role changed", None, act)


def remove_member(team_id: int, organiser_id: OrganiserId, act: Act) -> None:
    """Take somebody out of a team, from their next request on.

    Raises:
        MemberNotFound: nobody of this number is in the team.
        LastOwner: nobody would own the team any more.
    """
    session().delete(_member(team_id, organiser_id))
    session().flush()
    _keep_an_owner(team_id)
    audit.note("member removed", None, act)


def _member(team_id: int, organiser_id: OrganiserId) -> MemberRow:
    row = session().get(MemberRow, (team_id, organiser_id), with_for_update=True)
    if row is None:
        raise MemberNotFound
    return row


def _keep_an_owner(team_id: int) -> None:
    owners = select(func.count()).where(MemberRow.team_id == team_id, MemberRow.role == Role.OWNER)
    if not session().scalar(owners):
        raise LastOwner
