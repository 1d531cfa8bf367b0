"""Enrol phones by one-time links, confirm them by four digits, and shut them out."""

from datetime import datetime

from sqlalchemy import delete, select, update

from app import audit, events, rsvps
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId, crockford
from app.kernel.text import one_line
from app.platform.db import session
from app.platform.vault import vault

from .device import LINK_LIVES, LONGEST_LABEL, Device, DeviceState
from .errors import CountingOver, DeviceNotFound, EnrolmentSpent
from .models import DeviceRow, LinkRow
from .queries import view
from .signature import check_key


def make_enrolment(event_id: EventId, gate: str, act: Act, *, to_confirm: bool) -> str:
    """Return the secret of a link that enrols one phone for a gate, within 30 minutes.

    `to_confirm` says whether an organiser has to compare the match code first.

    Raises:
        Invalid: the gate has no name, or too long a one.
        CountingOver: the event's retention is over.
    """
    label = one_line(gate)
    if not label or len(label) > LONGEST_LABEL:
        raise Invalid("gate", "too_long" if label else "missing")
    _check_open(event_id, act.now)
    secret = crockford(act.entropy(16))
    session().add(
        LinkRow(
            link_hash=_link_hash(secret),
            event_id=event_id,
            gate=label,
            to_confirm=to_confirm,
            expires_at=act.now + LINK_LIVES,
        )
    )
    session().flush()
    audit.note("gate link made", event_id, act)
    return secret


def enrol(secret: str, public_key: bytes, act: Act) -> Device:
    """Spend a link on a phone's key; the phone that spent it may ask again and is told the same.

    Raises:
        MalformedKey: this is no public key.
        EnrolmentSpent: the link was used by another phone, is too old, or never was.
        CountingOver: the event's retention is over.
    """
    check_key(public_key)
    link_hash = _link_hash(secret)
    spent = delete(LinkRow).where(LinkRow.link_hash == link_hash).returning(LinkRow)
    link = session().scalars(spent).first()
    if link is None:
        return _enrolled_before(link_hash, public_key)
    if link.expires_at <= act.now:
        raise EnrolmentSpent
    _check_open(link.event_id, act.now)
    row = DeviceRow(
        event_id=link.event_id,
        name=act.entropy(8),
        link_hash=link_hash,
        gate=link.gate,
        public_key=public_key,
        state=DeviceState.WAITING if link.to_confirm else DeviceState.CONFIRMED,
        high=0,
        held=0,
    )
    session().add(row)
    session().flush()
    return view(row)


def confirm(event_id: EventId, name: bytes, act: Act) -> None:
    """Let a phone count, once an organiser has read the same digits on both.

    Raises:
        DeviceNotFound: it does not wait at this event.
    """
    _change(event_id, name, DeviceState.CONFIRMED, (DeviceState.WAITING,))
    audit.note("gate phone confirmed", event_id, act)


def revoke(event_id: EventId, name: bytes, act: Act) -> None:
    """Shut a phone out: it wipes itself at its next contact; what it counted stays.

    Raises:
        DeviceNotFound: there is no such phone at this event.
    """
    _change(event_id, name, DeviceState.REVOKED, tuple(DeviceState))
    audit.note("gate phone revoked", event_id, act)


def is_news(device: Device, now: datetime) -> bool:
    """Tell whether a contact now would show: another minute than that of the last one."""
    return device.heard_at != minute(now)


def heard_from(device: Device, act: Act) -> None:
    """Remember the minute of a phone's last contact."""
    heard = update(DeviceRow).where(DeviceRow.id == device.id)
    session().execute(heard.values(heard_at=minute(act.now)))


def forget_old_links(now: datetime) -> None:
    """Delete the links that nobody used in time."""
    session().execute(delete(LinkRow).where(LinkRow.expires_at <= now))


def is_over(event_id: int, now: datetime) -> bool:
    """Tell whether the retention of an event is over, and with it all counting."""
    return events.get(event_id).schedule.over() + rsvps.RETENTION <= now


def minute(moment: datetime) -> datetime:
    """Return the minute that a moment is in."""
    return moment.replace(second=0, microsecond=0)


def _enrolled_before(link_hash: bytes, public_key: bytes) -> Device:
    same = select(DeviceRow).where(
        DeviceRow.link_hash == link_hash, DeviceRow.public_key == public_key
    )
    row = session().scalars(same).first()
    if row is None:
        raise EnrolmentSpent
    return view(row)


def _change(
    event_id: EventId, name: bytes, state: DeviceState, before: tuple[DeviceState, ...]
) -> None:
    changed = (
        update(DeviceRow)
        .where(DeviceRow.event_id == event_id, DeviceRow.name == name, DeviceRow.state.in_(before))
        .values(state=state)
        .returning(DeviceRow.id)
    )
    if session().scalar(changed) is None:
        raise DeviceNotFound


def _check_open(event_id: int, now: datetime) -> None:
    if is_over(event_id, now):
        raise CountingOver


def _link_hash(secret: str) -> bytes:
    return vault().keyed_hash("gate link", secret.encode())
