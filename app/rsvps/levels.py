"""Let a party leave an address, for one letter or for updates, and take it back at any time."""

import hmac
import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from sqlalchemy import delete, exists, insert, select

from app import events, outbox, tickets
from app.kernel.act import Act
from app.kernel.ids import crockford
from app.platform.db import session
from app.platform.vault import vault

from .admission import PartyState
from .contact import CONSENT, UNCONFIRMED_LIVES, Contact, Updates
from .errors import NotConfirmed, PartyCancelled, ProofSpent
from .models import ContactRow, PartyRow, RoomRow
from .party import Party
from .queries import get, view
from .sealing import key_name, sealed_for, unsealed

_URGENCY = {"seats-off": outbox.Urgency.MUST}


def send_pass(secret: str, address: str, language: str, act: Act) -> None:
    """Send a party its pass once, and forget the address.

    Raises:
        PartyNotFound: the secret opens nothing.
        NotConfirmed: the party has no place, so there is no pass.
    """
    party = get(secret)
    if party.state is not PartyState.CONFIRMED:
        raise NotConfirmed
    _owe("pass", Contact(address, secret, language), party, act)


def ask_for_updates(secret: str, address: str, language: str, act: Act) -> None:
    """Write to an address to confirm it; until then the party stays as it is.

    Raises:
        PartyNotFound: the secret opens nothing.
        PartyCancelled: nobody of the party comes.
    """
    party = _coming(secret)
    room = session().get_one(RoomRow, party.event_id)
    key = tickets.key_of(room.event_uid)
    contact = Contact(address, secret, language)
    address_hash = tickets.contact_hash(key, address)
    session().execute(delete(ContactRow).where(ContactRow.party_id == party.id))
    session().execute(
        insert(ContactRow).values(
            party_id=party.id,
            event_id=party.event_id,
            sealed=_sealed(room, party, contact, act),
            address_hash=address_hash,
            language=language,
            consent=CONSENT,
            confirmed=False,
            ends_at=_whole_minute(act.now) + UNCONFIRMED_LIVES,
        )
    )
    proof = crockford(tickets.contact_proof(key, secret, address_hash))
    _owe("confirm", contact, party, act, proof=proof)


def confirm_address(secret: str, proof: str, act: Act) -> None:
    """Promise letters to an address that was shown to read them; twice is as once.

    Raises:
        PartyNotFound: the secret opens nothing.
        ProofSpent: the link is too old, or another address was given since.
    """
    party = get(secret)
    row = session().get(ContactRow, party.id)
    if row is None or not _proves(row, secret, proof):
        raise ProofSpent
    if row.confirmed:
        return
    if row.ends_at is None or row.ends_at <= act.now:
        raise ProofSpent
    row.confirmed, row.ends_at = True, None
    session().flush()


def keep_informed(secret: str, act: Act) -> None:
    """Keep a party's confirmed address for as long as the event takes; twice is as once.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    del act
    row = session().get(ContactRow, get(secret).id)
    if row is not None and row.confirmed:
        row.ends_at = None
        session().flush()


def stop_updates(secret: str, act: Act) -> None:
    """Forget a party's address; twice is as once.

    Raises:
        PartyNotFound: the secret opens nothing.
    """
    del act
    session().execute(delete(ContactRow).where(ContactRow.party_id == get(secret).id))


def updates_of(party: Party) -> Updates | None:
    """Return how a party's updates stand, or nothing if it left no address."""
    row = session().get(ContactRow, party.id)
    if row is None:
        return None
    return Updates(row.confirmed, row.ends_at if row.confirmed else None)


def forget_addresses(act: Act) -> int:
    """Delete the addresses that nobody confirmed or kept in time; return how many."""
    late = delete(ContactRow).where(ContactRow.ends_at <= act.now).returning(ContactRow.party_id)
    return len(session().scalars(late).all())


def listeners(
    event_id: int, states: Iterable[PartyState], after: int, most: int
) -> Iterator[tuple[Party, Contact]]:
    """Yield the parties in some states that get updates, with their contacts, in order of id."""
    found = (
        select(PartyRow, ContactRow, RoomRow.event_uid)
        .join(ContactRow, ContactRow.party_id == PartyRow.id)
        .join(RoomRow, RoomRow.event_id == PartyRow.event_id)
        .where(ContactRow.event_id == event_id, ContactRow.confirmed, PartyRow.id > after)
        .where(PartyRow.state.in_(states))
        .order_by(PartyRow.id)
        .limit(most)
    )
    for party, contact, event_uid in session().execute(found):
        yield view(party), opened(contact, event_uid)


def tell(party_id: int, letter: str, act: Act, **facts: str) -> None:
    """Write to a party that gets updates; to any other it is its page that says so."""
    row = session().get(ContactRow, party_id)
    if row is None or not row.confirmed:
        return
    party = view(session().get_one(PartyRow, party_id))
    _owe(letter, opened(row, _event_uid(row.event_id)), party, act, **facts)


def listening_among(party_ids: Collection[int]) -> list[int]:
    """Return which of these parties get updates."""
    listening = select(ContactRow.party_id).where(ContactRow.confirmed)
    return list(session().scalars(listening.where(ContactRow.party_id.in_(party_ids))))


def _owe(letter: str, contact: Contact, party: Party, act: Act, **facts: str) -> None:
    owed = outbox.Letter(
        kind=letter,
        language=contact.language,
        event_id=party.event_id,
        address=contact.address,
        facts={"secret": contact.secret, **facts},
        urgency=_URGENCY.get(letter, outbox.Urgency.ASKED),
    )
    outbox.write(owed, act)


def _coming(secret: str) -> Party:
    party = get(secret)
    if party.state is PartyState.CANCELLED:
        raise PartyCancelled
    return party


def _sealed(room: RoomRow, party: Party, contact: Contact, act: Act) -> bytes:
    if not session().scalar(select(exists().where(ContactRow.event_id == party.event_id))):
        # What changed before anybody listened is told to nobody.
        room.letters_upto = events.get(room.event_id).revision
    content = json.dumps({"address": contact.address, "secret": contact.secret})
    return sealed_for(room, content, _context(party.id), act)


def opened(row: ContactRow, event_uid: str) -> Contact:
    """Return the contact that a row holds sealed."""
    content = json.loads(unsealed(event_uid, row.sealed, _context(row.party_id)))
    return Contact(content["address"], content["secret"], row.language)


def _proves(row: ContactRow, secret: str, proof: str) -> bool:
    key = tickets.key_of(_event_uid(row.event_id))
    right = crockford(tickets.contact_proof(key, secret, row.address_hash))
    return hmac.compare_digest(right, proof)


def destroy_contact_key(event_uid: str) -> None:
    """Destroy the key that opens what the parties of an event left, for good."""
    vault().destroy(key_name(event_uid))


def needed_keys(event_ids: Iterable[int]) -> list[str]:
    """Return the names of the keys that these events need for passes and for addresses."""
    rooms = select(RoomRow.event_uid, RoomRow.public_key).where(RoomRow.event_id.in_(event_ids))
    found = session().execute(rooms).all()
    of_passes = [tickets.key_name(uid) for uid, _ in found]
    return of_passes + [key_name(uid) for uid, public_key in found if public_key is not None]


def _event_uid(event_id: int) -> str:
    return session().get_one(RoomRow, event_id).event_uid


def _context(party_id: int) -> str:
    return f"contact {party_id}"


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
