"""Let a team's own programs read what the team allows them, until a day that it sets."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select, update

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import crockford
from app.kernel.text import one_line
from app.platform.db import session
from app.platform.vault import vault

from .errors import ApiTokenNotFound
from .models import ApiTokenRow

LONGEST_LABEL = 60
MOST_DAYS = 366


class Scope(StrEnum):
    """What a token lets a program read."""

    EVENTS = "events"
    """The team's events, drafts too."""
    NUMBERS = "numbers"
    """How many people are expected and counted."""
    METRICS = "metrics"
    """How the instance does; only for those who run it."""


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token as its team sees it, and as the guard of the API does."""

    id: int
    team_id: int
    label: str
    scopes: frozenset[Scope]
    made_on: date
    ends_at: datetime
    used_on: date | None


def make_api_token(team_id: int, label: str, scopes: frozenset[Scope], days: int, act: Act) -> str:
    """Return a token that reads so much of a team's events for so many days; it is shown once.

    Raises:
        Invalid: it has no word, no scope, or lasts too long.
    """
    said = one_line(label)
    if not 1 <= len(said) <= LONGEST_LABEL:
        raise Invalid("label", "length")
    if not scopes:
        raise Invalid("scopes", "missing")
    if not 1 <= days <= MOST_DAYS:
        raise Invalid("days", "out_of_range")
    token = crockford(act.entropy(16))
    row = ApiTokenRow(
        team_id=team_id,
        token_hash=_hash(token),
        label=said,
        scopes=sorted(scopes),
        made_on=act.now.date(),
        ends_at=act.now + timedelta(days=days),
    )
    session().add(row)
    session().flush()
    audit.note("api token made", None, act)
    return token


def find_api_token(token: str, now: datetime) -> ApiToken | None:
    """Return what a token may, while it lives."""
    found = select(ApiTokenRow).where(
        ApiTokenRow.token_hash == _hash(token), ApiTokenRow.ends_at > now
    )
    row = session().scalars(found).first()
    return None if row is None else _view(row)


def note_api_use(token_id: int, act: Act) -> None:
    """Remember the day on which a token was used last."""
    used = update(ApiTokenRow).where(ApiTokenRow.id == token_id)
    session().execute(used.values(used_on=act.now.date()))


def api_tokens_of(team_id: int) -> list[ApiToken]:
    """Return a team's tokens, those that have ended too, oldest first."""
    found = select(ApiTokenRow).where(ApiTokenRow.team_id == team_id).order_by(ApiTokenRow.id)
    return [_view(row) for row in session().scalars(found)]


def revoke_api_token(team_id: int, token_id: int, act: Act) -> None:
    """End a token.

    Raises:
        ApiTokenNotFound: the team has none of this number.
    """
    gone = (
        delete(ApiTokenRow)
        .where(ApiTokenRow.id == token_id, ApiTokenRow.team_id == team_id)
        .returning(ApiTokenRow.id)
    )
    if session().scalar(gone) is None:
        raise ApiTokenNotFound
    audit.note("api token revoked", None, act)


def _view(row: ApiTokenRow) -> ApiToken:
    scopes = frozenset(Scope(scope) for scope in row.scopes)
    return ApiToken(row.id, row.team_id, row.label, scopes, row.made_on, row.ends_at, row.used_on)


def _hash(token: str) -> bytes:
    return vault().keyed_hash("api token", token.encode())
