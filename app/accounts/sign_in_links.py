"""Let organisers in by one-time links, which whoever runs the server makes."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, or_, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import OrganiserId, crockford
from app.platform.db import session
from app.platform.vault import vault

from .errors import LinkSpent, OrganiserNotFound
from .models import OrganiserRow, PasskeyRow, SignInLinkRow
from .organisers import find_row
from .teams import add_owner

_LINK_LIVES = timedelta(minutes=30)
_FIRST = "organiser@example.org"


@dataclass(frozen=True, slots=True)
class FirstSignIn:
    """How the first organiser gets in while nobody has anything to sign in with."""

    email: str
    secret: str = field(repr=False)


def make_link(email: str, act: Act) -> str:
    """Return the secret of a link that signs an organiser in once; older links end.

    Raises:
        OrganiserNotFound: nobody signs in with this address.
    """
    row = find_row(email)
    if row is None or not row.active:
        raise OrganiserNotFound(email)
    session().execute(delete(SignInLinkRow).where(SignInLinkRow.organiser_id == row.id))
    secret = crockford(act.entropy(16))
    session().add(
        SignInLinkRow(
            link_hash=_link_hash(secret),
            organiser_id=row.id,
            expires_at=act.now + _LINK_LIVES,
        )
    )
    session().flush()
    audit.note("sign-in link made", None, act)
    return secret


def use_link(secret: str, act: Act) -> OrganiserId:
    """Spend a sign-in link and return whose it was.

    Raises:
        LinkSpent: it was used, is too old, or never was.
    """
    spent = (
        delete(SignInLinkRow)
        .where(SignInLinkRow.link_hash == _link_hash(secret), SignInLinkRow.expires_at > act.now)
        .returning(SignInLinkRow.organiser_id)
    )
    organiser_id = session().scalar(spent)
    if organiser_id is None:
        raise LinkSpent
    return OrganiserId(organiser_id)


def first_sign_in(act: Act) -> FirstSignIn | None:
    """Return a way in for the first organiser, who is added if need be; nothing once one is in."""
    is_in = or_(
        OrganiserRow.password_hash.is_not(None),
        OrganiserRow.id.in_(select(PasskeyRow.organiser_id)),
    )
    if session().scalar(select(OrganiserRow.id).where(is_in).limit(1)) is not None:
        return None
    email = session().scalar(select(OrganiserRow.email).order_by(OrganiserRow.id).limit(1))
    if email is None:
        add_owner(_FIRST, act)
    email = email or _FIRST
    return FirstSignIn(email, make_link(email, act))


def _link_hash(secret: str) -> bytes:
    return vault().keyed_hash("sign-in link", secret.encode())
