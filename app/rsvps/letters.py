"""Put letters to parties into words. Nothing that a stranger typed stands in them but the event's.

Each kind has its templates in templates/mail/rsvps/<kind>/: subject.txt, body.txt, body.html.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial

from app import calendar, events, outbox, tickets
from app.platform import i18n, links, pages

from .admission import PartyState
from .party import Party, destroy_day
from .queries import find
from .ticket import code_of

KINDS = ("confirm", "pass", "place", "change")
_WITH_PASS = {"pass", "place"}
_WITH_CALENDAR = {"pass", "place", "change"}
_KEEPS_ADDRESS = {"place", "change"}
_ALARM = timedelta(days=1)


def register_letters() -> None:
    """Say how letters to parties are put into words."""
    for kind in KINDS:
        outbox.register(kind, partial(_content, kind))


def _content(kind: str, facts: Mapping[str, str], event_id: int) -> outbox.Content:
    event = events.get(event_id)
    language = i18n.current_language()
    secret, proof = facts["secret"], facts.get("proof", "")
    party = find(secret)
    context = {
        "event": event,
        "text": event.text(language),
        "party": party,
        "page_url": links.absolute(links.party(secret, language)),
        "confirm_url": links.absolute(links.party_confirm(secret, language, proof)),
        "stop_url": facts["stop_url"],
        "keeps_address": kind in _KEEPS_ADDRESS,
        "destroy_by": destroy_day(event),
        "notices": [
            events.put_into_words(event, notice)
            for notice in events.notices_after(event_id, int(facts.get("told", event.revision)))
        ],
    }
    subject, text, html = (
        pages.render(f"mail/rsvps/{kind}/{part}", **context)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    attachments = tuple(_attachments(kind, event, party, secret))
    return outbox.Content(subject, text, html, attachments)


def _attachments(
    kind: str, event: events.Event, party: Party | None, secret: str
) -> Iterator[outbox.Attachment]:
    if kind in _WITH_PASS and party is not None and party.state is PartyState.CONFIRMED:
        picture = tickets.png(code_of(party, secret), links.ticket_prefix())
        yield outbox.Attachment("pass.png", "image/png", picture)
    if kind in _WITH_CALENDAR:
        entry = calendar.invitation(event, i18n.current_language(), alarm_before=_ALARM)
        kind_of_file = "text/calendar; charset=utf-8"
        yield outbox.Attachment(f"{event.slug}.ics", kind_of_file, calendar.entry_file(entry))
