"""Keep the public halves of organisers' passkeys, which are both factors in one (WebAuthn)."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select

from app import audit
from app.kernel.act import Act
from app.kernel.ids import OrganiserId
from app.platform.db import session

from .errors import PasskeyNotFound
from .models import PasskeyRow
from .organisers import keep_a_way_in


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey; `uses` is what its device counted, or 0 if it does not count."""

    id: int
    organiser_id: OrganiserId
    credential_id: bytes = field(repr=False)
    public_key: bytes = field(repr=False)
    uses: int
    added_on: date


def passkeys_of(organiser_id: OrganiserId) -> list[Passkey]:
    """Return an organiser's passkeys, oldest first."""
    found = select(PasskeyRow).where(PasskeyRow.organiser_id == organiser_id)
    return [_view(row) for row in session().scalars(found.order_by(PasskeyRow.id))]


def find_passkey(credential_id: bytes) -> Passkey | None:
    """Return the passkey that a device names."""
    found = select(PasskeyRow).where(PasskeyRow.credential_id == credential_id)
    row = session().scalars(found).first()
    return None if row is None else _view(row)


def add_passkey(
    organiser_id: OrganiserId, credential_id: bytes, public_key: bytes, uses: int, act: Act
) -> None:
    """Let an organiser sign in by a passkey from now on."""
    session().add(
        PasskeyRow(
            organiser_id=organiser_id,
            credential_id=credential_id,
            public_key=public_key,
            uses=uses,
            added_on=act.now.date(),
        )
    )
    session().flush()
    audit.note("passkey added", None, act)


def count_use(passkey_id: int, uses: int) -> None:
    """Remember how often a passkey's device says that it was used: a copy would count apart."""
    session().get_one(PasskeyRow, passkey_id).uses = uses
    session().flush()


def remove_passkey(organiser_id: OrganiserId, passkey_id: int, act: Act) -> None:
    """Let nobody sign in by a passkey any more.

    Raises:
        PasskeyNotFound: the organiser has none of this number.
        LastFactor: there is nothing else to sign in with.
    """
    gone = (
        delete(PasskeyRow)
        .where(PasskeyRow.id == passkey_id, PasskeyRow.organiser_id == organiser_id)
        .returning(PasskeyRow.id)
    )
    if session().scalar(gone) is None:
        raise PasskeyNotFound
    keep_a_way_in(organiser_id)
    audit.note("passkey removed", None, act)


def _view(row: PasskeyRow) -> Passkey:
    return Passkey(
        row.id,
        OrganiserId(row.organiser_id),
        row.credential_id,
        row.public_key,
        row.uses,
        row.added_on,
    )
