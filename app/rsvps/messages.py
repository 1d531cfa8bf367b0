"""Write what the organisers have to say to everybody who gets updates, or to some of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update

from app import audit, outbox
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import EventId
from app.kernel.text import clean, one_line
from app.platform.db import session, transaction

from .admission import PartyState
from .mailing import Mailing, write_to_listeners
from .models import MessageRow


class To(StrEnum):
    """Whom a message is for."""

    ALL = "all"
    CONFIRMED = "confirmed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class MessageText:
    """A message in one language."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the organisers; `first_language` is read by those who have no other."""

    to: To
    first_language: str
    texts: Mapping[str, MessageText]
    written_at: datetime

    def text(self, language: str) -> MessageText:
        """Return the message in a language, or in its first one."""
        return self.texts.get(language) or self.texts[self.first_language]


_STATES = {
    To.ALL: (PartyState.CONFIRMED, PartyState.WAITING),
    To.CONFIRMED: (PartyState.CONFIRMED,),
    To.WAITING: (PartyState.WAITING,),
}


def add_message(
    event_id: EventId, to: To, language: str, texts: Mapping[str, MessageText], act: Act
) -> None:
    """Say something to everybody of an event who gets updates; it leaves within seconds.

    Raises:
        Invalid: there is no subject or no text in one of the languages.
    """
    cleaned = {code: _checked(text) for code, text in texts.items()}
    session().add(
        MessageRow(
            event_id=event_id,
            to=to,
            first_language=language,
            texts={code: [text.subject, text.body] for code, text in cleaned.items()},
            written_at=act.now.replace(microsecond=0),
            is_owed=False,
        )
    )
    session().flush()
    audit.note("message written", event_id, act)


def send_test(event_id: EventId, address: str, language: str, text: MessageText, act: Act) -> None:
    """Send a message to its writer alone, as it would read.

    Raises:
        Invalid: there is no subject or no text.
    """
    cleaned = _checked(text)
    letter = outbox.Letter(
        kind="test-message",
        language=language,
        event_id=event_id,
        address=address,
        facts={"subject": cleaned.subject, "body": cleaned.body},
        urgency=outbox.Urgency.ASKED,
    )
    outbox.write(letter, act)


def messages_of(event_id: EventId) -> list[Message]:
    """Return what the organisers said, latest first."""
    found = select(MessageRow).where(MessageRow.event_id == event_id).order_by(MessageRow.id.desc())
    return [_view(row) for row in session().scalars(found)]


def message(message_id: int) -> Message:
    """Return one message."""
    return _view(session().get_one(MessageRow, message_id))


def write_messages(act: Act) -> int:
    """Owe the letters of messages that were written; return how many."""
    waiting = select(MessageRow.id, MessageRow.event_id, MessageRow.to).where(~MessageRow.is_owed)
    return sum(_write(*row, act) for row in session().execute(waiting).all())


def _write(message_id: int, event_id: int, to: str, act: Act) -> int:
    said = Mailing(
        kind="message",
        once=str(message_id),
        urgency=outbox.Urgency.MAY,
        facts={"message": str(message_id)},
        states=_STATES[To(to)],
    )
    written = write_to_listeners(EventId(event_id), said, act)
    with transaction():
        row = update(MessageRow).where(MessageRow.id == message_id)
        session().execute(row.values(is_owed=True))
    return written


def _view(row: MessageRow) -> Message:
    texts = {code: MessageText(*text) for code, text in row.texts.items()}
    return Message(To(row.to), row.first_language, texts, row.written_at)


def _checked(text: MessageText) -> MessageText:
    cleaned = MessageText(one_line(text.subject)[:120], clean(text.body)[:5000])
    if not cleaned.subject:
        raise Invalid("subject", "missing")
    if not cleaned.body:
        raise Invalid("body", "missing")
    return cleaned
