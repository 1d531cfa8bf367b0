"""Put letters to parties into words. Nothing that a stranger typed stands in them but the event's.

Each kind has its templates in templates/mail/rsvps/<kind>/: subject.txt, body.txt, body.html.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial

from app import calendar, events, outbox, tickets
from app.kernel.ids import KindId
from app.platform import i18n, links, pages

from .admission import PartyState
from .kinds import get_kind, kinds_beside
from .messages import MessageText, message
from .party import Party, Seats, destroy_day, event_of
from .putting_off import forgotten_at
from .queries import find
from .ticket import code_of

KINDS = (
    *("confirm", "pass", "place", "offer", "change", "day-before", "message", "test-message"),
    *("seats-place", "seats-offer", "seats-off"),
)
_WITH_PASS = {"pass", "place"}
_WITH_CALENDAR = {"pass", "place", "change"}
_KEEPS_ADDRESS = {
    *("place", "offer", "change", "day-before", "message"),
    *("seats-place", "seats-offer", "seats-off"),
}
_WITH_SEATS = {"pass", "place", "day-before"}
_ALARM = timedelta(days=1)


def register_letters() -> None:
    """Say how letters to parties are put into words."""
    for kind in KINDS:
        outbox.register(kind, partial(_content, kind))


def _content(kind: str, facts: Mapping[str, str], event_id: int) -> outbox.Content:
    party = find(facts.get("secret", ""))
    event = events.get(event_id) if party is None else event_of(party)
    language = i18n.current_language()
    notices = events.notices_after(event_id, int(facts.get("told", event.revision)))
    forgotten = forgotten_at(notices)
    context = {
        "event": event,
        "text": event.text(language),
        "keeps_address": kind in _KEEPS_ADDRESS,
        "destroy_by": destroy_day(event),
        "message": _message(facts, language),
        "kind": _kind_name(facts, event_id, language),
        "beside": _beside(party, language) if kind in _WITH_SEATS else [],
        "notices": [events.put_into_words(event, notice) for notice in notices],
        "forgotten_on": forgotten and i18n.local(forgotten, event.timezone).date(),
        **_addresses(event, facts, language),
    }
    subject, text, html = (
        pages.render(f"mail/rsvps/{kind.removeprefix('test-')}/{part}", **context)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    attachments = tuple(_attachments(kind, event, party, facts))
    return outbox.Content(subject, text, html, attachments)


def _addresses(event: events.Event, facts: Mapping[str, str], language: str) -> dict[str, str]:
    """Return the whole addresses that letters lead to; a test letter leads to the event."""
    secret = facts.get("secret", "")
    page = links.party(secret, language) if secret else links.event(event.slug, language)
    confirm = links.party_confirm(secret, language, facts.get("proof", ""))
    return {
        "page_url": links.absolute(page),
        "confirm_url": links.absolute(confirm),
        "cannot_url": links.absolute(page) + "?confirm=cancel",
        "stop_url": facts["stop_url"],
    }


def _message(facts: Mapping[str, str], language: str) -> MessageText | None:
    if "subject" in facts:
        return MessageText(facts["subject"], facts["body"])
    return message(int(facts["message"])).text(language) if "message" in facts else None


def _kind_name(facts: Mapping[str, str], event_id: int, language: str) -> str:
    """Return what the places are called that a letter is about; none for most letters."""
    kind_id = facts.get("kind")
    return get_kind(event_id, KindId(int(kind_id))).name(language) if kind_id else ""


def _beside(party: Party | None, language: str) -> list[tuple[str, Seats]]:
    """Return what a party has or waits for beside its own places, with its name."""
    kinds = kinds_beside(party) if party else []
    return [(kind.name(language), seats) for kind, seats in kinds if seats]


def _attachments(
    kind: str, event: events.Event, party: Party | None, facts: Mapping[str, str]
) -> Iterator[outbox.Attachment]:
    if kind in _WITH_PASS and party is not None and party.state is PartyState.CONFIRMED:
        picture = tickets.png(code_of(party, facts["secret"]), links.ticket_prefix())
        yield outbox.Attachment("pass.png", "image/png", picture)
    if kind in _WITH_CALENDAR:
        entry = calendar.invitation(event, i18n.current_language(), alarm_before=_ALARM)
        kind_of_file = calendar.MEDIA_TYPE
        yield outbox.Attachment(f"{event.slug}.ics", kind_of_file, calendar.entry_file(entry))
