"""Add organisers, and let them in by one-time links."""

from dataclasses import dataclass, field
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import OrganiserId, crockford
from app.kernel.text import one_line
from app.platform.db import session
from app.platform.vault import vault

from .errors import LinkSpent, OrganiserExists, OrganiserNotFound
from .models import OrganiserRow, SignInLinkRow

_LINK_LIVES = timedelta(minutes=30)
_FIRST = "organiser@example.org"


@dataclass(frozen=True, slots=True)
class Organiser:
    """Somebody who may sign in; `session_key` names their sessions and changes to end them."""

    id: OrganiserId
    email: str
    active: bool
    session_key: str = field(repr=False)
    password_hash: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class FirstSignIn:
    """How the first organiser gets in while nobody has a password."""

    email: str
    secret: str = field(repr=False)


def add(email: str, act: Act) -> OrganiserId:
    """Let somebody sign in at the desk, by a link at first.

    Raises:
        Invalid: this is no address.
        OrganiserExists: the address is there already.
    """
    address = _address(email)
    if _row(address) is not None:
        raise OrganiserExists(address)
    row = OrganiserRow(
        email=address,
        password_hash=None,
        session_key=act.entropy(32).hex(),
        active=True,
        added_on=act.now.date(),
    )
    session().add(row)
    session().flush()
    audit.note("organiser added", None, act)
    return OrganiserId(row.id)


def make_link(email: str, act: Act) -> str:
    """Return the secret of a link that signs an organiser in once; older links end.

    Raises:
        OrganiserNotFound: nobody signs in with this address.
    """
    row = _row(one_line(email).lower())
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


def set_password_hash(organiser_id: OrganiserId, password_hash: str, act: Act) -> None:
    """Let an organiser sign in by a password from now on; all other sessions end."""
    row = session().get_one(OrganiserRow, organiser_id)
    row.password_hash = password_hash
    row.session_key = act.entropy(32).hex()
    session().flush()
    audit.note("password set", None, act)


def first_sign_in(act: Act) -> FirstSignIn | None:
    """Return a way in for the first organiser, who is added if need be; nothing once one is in."""
    has_password = select(OrganiserRow.id).where(OrganiserRow.password_hash.is_not(None))
    if session().scalar(has_password.limit(1)) is not None:
        return None
    email = session().scalar(select(OrganiserRow.email).order_by(OrganiserRow.id).limit(1))
    if email is None:
        add(_FIRST, act)
    email = email or _FIRST
    return FirstSignIn(email, make_link(email, act))


def find(email: str) -> Organiser | None:
    """Return the organiser who signs in with an address."""
    row = _row(one_line(email).lower())
    return None if row is None else _view(row)


def get(organiser_id: OrganiserId) -> Organiser:
    """Return an organiser.

    Raises:
        OrganiserNotFound: there is none with this number.
    """
    row = session().get(OrganiserRow, organiser_id)
    if row is None:
        raise OrganiserNotFound(organiser_id)
    return _view(row)


def find_by_session(session_key: str) -> Organiser | None:
    """Return the organiser whose sessions have this name."""
    found = select(OrganiserRow).where(OrganiserRow.session_key == session_key)
    row = session().scalars(found).first()
    return None if row is None else _view(row)


def _row(address: str) -> OrganiserRow | None:
    return session().scalars(select(OrganiserRow).where(OrganiserRow.email == address)).first()


def _view(row: OrganiserRow) -> Organiser:
    return Organiser(OrganiserId(row.id), row.email, row.active, row.session_key, row.password_hash)


def _address(email: str) -> str:
    try:
        checked = validate_email(one_line(email), check_deliverability=False)
    except EmailNotValidError:
        raise Invalid("email", "malformed") from None
    return checked.normalized.lower()


def _link_hash(secret: str) -> bytes:
    return vault().keyed_hash("sign-in link", secret.encode())
