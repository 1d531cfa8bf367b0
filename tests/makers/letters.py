"""Make a letter of every kind, as it leaves."""

import email
from datetime import timedelta
from email import policy
from email.message import EmailMessage

from flask import Flask
from sqlalchemy import select

from app import events, outbox, rsvps
from app.outbox.message import build
from app.outbox.outgoing import Outgoing
from app.outbox.rendering import render
from app.platform import links
from app.platform.db import session, transaction
from app.platform.i18n import speaking
from app.rsvps.letters import KINDS
from app.rsvps.models import MessageRow
from tests.makers import a_kind, a_party, a_schedule, an_act, words

ADDRESS = "sara@example.org"


def letters(app: Flask, language: str, **said: str) -> dict[str, bytes]:
    """Return a letter of every kind about one event, which says what it is told to say."""
    title = said.get("title", "Rally for the right to rest in Lyon")
    draft = events.Draft(language, words(**{"title": title, **said}), a_schedule())
    event = _published(app, draft)
    facts = {"secret": a_party(app, event, people=3), "proof": "0" * 26}
    kind = a_kind(app, event)
    later = a_schedule(event.starts_on + timedelta(days=1))
    reworded = words(**{"title": title, "place": "Place Bellecour", **said})
    told = rsvps.MessageText("Water", "Bring water.\n\nThere is none on the square.")
    with app.app_context(), transaction():
        events.reword(event.id, language, reworded, an_act())
        events.reschedule(event.id, later, an_act())
        rsvps.add_message(event.id, rsvps.To.ALL, language, {language: told}, an_act())
    with app.app_context():
        message = session().scalars(select(MessageRow.id)).one()
        facts |= {"told": str(event.revision), "kind": str(kind), "message": str(message)}
        return {name: _written(name, language, event, facts) for name in KINDS}


def _published(app: Flask, draft: events.Draft) -> events.Event:
    with app.app_context():
        with transaction():
            event_id = events.add(draft, an_act())
            rsvps.open_room(event_id, 10, True, an_act())
            events.publish(event_id, an_act())
        return events.get(event_id)


def read(letter: bytes) -> EmailMessage:
    """Return a letter as its reader's program sees it."""
    return email.message_from_bytes(letter, policy=policy.default)


def _written(kind: str, language: str, event: events.Event, facts: dict[str, str]) -> bytes:
    now = an_act().now
    letter = Outgoing(
        id=1,
        message_id="0" * 32,
        kind=kind,
        language=language,
        event_id=event.id,
        urgency=outbox.Urgency.ASKED,
        written_at=now,
        key_day=now.date(),
        tries=0,
        address_hash=b"",
        address=ADDRESS,
        facts=facts,
    )
    stop_url = links.absolute(links.stop_letters(outbox.stop_token(ADDRESS), language))
    with speaking(language):
        content = render(kind, {**facts, "stop_url": stop_url}, event.id)
    return build(letter, content, stop_url, "turnout@rally.example").as_bytes()
