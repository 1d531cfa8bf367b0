"""Know in which browsers organisers are signed in: each can be seen, and ended, alone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import OrganiserId, crockford
from app.platform.db import session
from app.platform.vault import vault

from .errors import SessionNotFound
from .models import DeskSessionRow, MemberRow, OrganiserRow, TeamRow
from .organisers import Organiser, view
from .roles import Role
from .teams import Membership

LIVES = timedelta(hours=12)
_KEY = 16


class Stage(StrEnum):
    """How far an organiser has come in signing in."""

    SETTING_UP = "setting up"
    """They came by a link, and have no second factor yet."""
    HALF = "half"
    """Their first factor was right; the second is asked for."""
    FULL = "full"
    """They are in."""


@dataclass(frozen=True, slots=True)
class DeskSession:
    """A browser of an organiser's."""

    id: int
    organiser: Organiser
    stage: Stage
    began_at: datetime
    key: str = field(repr=False)
    teams: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A browser in an organiser's own list."""

    id: int
    began_at: datetime


def begin(organiser_id: OrganiserId, stage: Stage, act: Act) -> str:
    """Begin a session and return its key; those of everybody that are too old end."""
    session().execute(delete(DeskSessionRow).where(DeskSessionRow.began_at < act.now - LIVES))
    key = crockford(act.entropy(_KEY))
    session().add(
        DeskSessionRow(
            key_hash=_key_hash(key), organiser_id=organiser_id, stage=stage, began_at=act.now
        )
    )
    session().flush()
    return key


def find_session(key: str, now: datetime) -> DeskSession | None:
    """Return the session of a key, while it lives and its organiser may sign in.

    One question tells the teams, too: every page of the desk asks it.
    """
    found = (
        select(DeskSessionRow, OrganiserRow, MemberRow.role, TeamRow)
        .join(OrganiserRow, OrganiserRow.id == DeskSessionRow.organiser_id)
        .outerjoin(MemberRow, MemberRow.organiser_id == OrganiserRow.id)
        .outerjoin(TeamRow, TeamRow.id == MemberRow.team_id)
        .where(
            DeskSessionRow.key_hash == _key_hash(key),
            DeskSessionRow.began_at > now - LIVES,
            OrganiserRow.active,
        )
        .order_by(TeamRow.id)
    )
    rows = session().execute(found).all()
    if not rows:
        return None
    browser, organiser, _, _ = rows[0]
    teams = tuple(Membership(team.id, team.name, Role(role)) for _, _, role, team in rows if role)
    stage = Stage(browser.stage)
    return DeskSession(browser.id, view(organiser), stage, browser.began_at, key, teams)


def sessions_of(organiser_id: OrganiserId, now: datetime) -> list[Seen]:
    """Return an organiser's sessions, newest first."""
    found = (
        select(DeskSessionRow.id, DeskSessionRow.began_at)
        .where(DeskSessionRow.organiser_id == organiser_id, DeskSessionRow.began_at > now - LIVES)
        .order_by(DeskSessionRow.id.desc())
    )
    return [Seen(*row) for row in session().execute(found)]


def end_session(organiser_id: OrganiserId, session_id: int, act: Act) -> None:
    """End one session.

    Raises:
        SessionNotFound: the organiser has none of this number.
    """
    gone = (
        delete(DeskSessionRow)
        .where(DeskSessionRow.id == session_id, DeskSessionRow.organiser_id == organiser_id)
        .returning(DeskSessionRow.id)
    )
    if session().scalar(gone) is None:
        raise SessionNotFound
    audit.note("session ended", None, act)


def leave_session(key: str) -> None:
    """End the session of a key, if there is one."""
    session().execute(delete(DeskSessionRow).where(DeskSessionRow.key_hash == _key_hash(key)))


def end_sessions(organiser_id: OrganiserId) -> None:
    """End all sessions of an organiser: what they sign in with has changed."""
    session().execute(delete(DeskSessionRow).where(DeskSessionRow.organiser_id == organiser_id))


def _key_hash(key: str) -> bytes:
    return vault().keyed_hash("desk session", key.encode())
