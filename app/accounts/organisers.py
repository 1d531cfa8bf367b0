"""Know who organises, by an address."""

from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, exists, select

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import OrganiserId
from app.kernel.text import one_line
from app.platform.db import session

from .errors import LastFactor, OrganiserExists, OrganiserNotFound
from .models import DeskSessionRow, OrganiserRow, PasskeyRow, RecoveryCodeRow


@dataclass(frozen=True, slots=True)
class Organiser:
    """Somebody who may sign in."""

    id: OrganiserId
    email: str
    active: bool
    has_app: bool
    """Whether a code app is set up."""
    password_hash: str | None = field(repr=False)


def add(email: str, act: Act) -> OrganiserId:
    """Let somebody sign in at the desk, by a link at first; they belong to no team yet.

    Raises:
        Invalid: this is no address.
        OrganiserExists: the address is there already.
    """
    address = checked_address(email)
    if find_row(address) is not None:
        raise OrganiserExists(address)
    row = OrganiserRow(
        email=address, password_hash=None, totp_step=0, active=True, added_on=act.now.date()
    )
    session().add(row)
    session().flush()
    audit.note("organiser added", None, act)
    return OrganiserId(row.id)


def set_password_hash(organiser_id: OrganiserId, password_hash: str, act: Act) -> None:
    """Let an organiser sign in by a password from now on."""
    row_of(organiser_id).password_hash = password_hash
    session().flush()
    audit.note("password set", None, act)


def has_second_factor(organiser_id: OrganiserId) -> bool:
    """Tell whether an organiser has a code app or a passkey."""
    passkey = exists().where(PasskeyRow.organiser_id == organiser_id)
    return row_of(organiser_id).totp_nonce is not None or bool(session().scalar(select(passkey)))


def keep_a_way_in(organiser_id: OrganiserId) -> None:
    """Refuse to take away what an organiser cannot sign in without.

    Raises:
        LastFactor: neither a passkey is left, nor a password with a code app.
    """
    row = row_of(organiser_id)
    has_both = row.password_hash is not None and row.totp_nonce is not None
    passkey = exists().where(PasskeyRow.organiser_id == organiser_id)
    if not has_both and not session().scalar(select(passkey)):
        raise LastFactor


def reset(email: str, act: Act) -> None:
    """Forget all that an organiser signs in with, and end their sessions: everything was lost.

    Raises:
        OrganiserNotFound: nobody signs in with this address.
    """
    row = find_row(email)
    if row is None:
        raise OrganiserNotFound(email)
    row.password_hash = row.totp_nonce = None
    for table in (PasskeyRow, RecoveryCodeRow, DeskSessionRow):
        session().execute(delete(table).where(table.organiser_id == row.id))
    audit.note("sign-in reset", None, act)


def find(email: str) -> Organiser | None:
    """Return the organiser who signs in with an address."""
    row = find_row(email)
    return None if row is None else view(row)


def get(organiser_id: OrganiserId) -> Organiser:
    """Return an organiser.

    Raises:
        OrganiserNotFound: there is none with this number.
    """
    return view(row_of(organiser_id))


def row_of(organiser_id: OrganiserId) -> OrganiserRow:
    """Return the row of an organiser, as `get`."""
    row = session().get(OrganiserRow, organiser_id)
    if row is None:
        raise OrganiserNotFound(organiser_id)
    return row


def find_row(email: str) -> OrganiserRow | None:
    """Return the row of an address."""
    address = one_line(email).lower()
    return session().scalars(select(OrganiserRow).where(OrganiserRow.email == address)).first()


def view(row: OrganiserRow) -> Organiser:
    """Return what is told of an organiser."""
    has_app = row.totp_nonce is not None
    return Organiser(OrganiserId(row.id), row.email, row.active, has_app, row.password_hash)


def checked_address(email: str) -> str:
    """Return an address as it is kept.

    Raises:
        Invalid: this is none.
    """
    try:
        checked = validate_email(one_line(email), check_deliverability=False)
    except EmailNotValidError:
        raise Invalid("email", "malformed") from None
    return checked.normalized.lower()
