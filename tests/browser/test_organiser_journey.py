"""An organiser publishes in two languages, postpones, sets a new date and calls it off.

Each time the page, what machines read, the feed, the notice and the letters say the same.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app import events, rsvps
from app.outbox.courier import _words
from app.outbox.ledger import opened
from app.outbox.models import DUE, LetterRow
from app.platform.db import session
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.makers import TODAY, an_act
from tests.rsvps.test_levels import confirmed

DAY, LATER = (TODAY + timedelta(days=days) for days in (20, 60))
HERE = "/desk/events/marche-du-soir"
_TRIES = 120
TITLES = {"fr": "Marche du soir", "fa": "راهپیمایی شب"}


@dataclass(frozen=True, slots=True)
class Told:
    """What an event is said to be: to machines and calendars, on its page, and in a letter."""

    status: str
    starts: str
    stands: str
    sequence: int
    notice: str
    letter: str


def told(reader: Visitor, site: Site, lang: str) -> Told:
    reader.open(f"/{lang}/e/marche-du-soir")
    machines = json.loads(reader.page.locator("[type='application/ld+json']").inner_text())
    notice = reader.page.locator(".note.loud h2")
    entry = entry_in(reader.context.request.get(f"/events.ics?lang={lang}").text())
    return Told(
        status=machines["eventStatus"].rpartition("/")[2],
        starts=machines["startDate"],
        stands=re.findall(r"\nSTATUS:(\w+)", entry)[0],
        sequence=int(re.findall(r"\nSEQUENCE:(\d+)", entry)[0]),
        notice=notice.first.inner_text() if notice.count() else "",
        letter=letter(site),
    )


def says(reader: Visitor, site: Site, lang: str, expected: Told) -> None:
    """Read until it is so: what is kept for everybody may be a second old."""
    for _ in range(_TRIES):
        if told(reader, site, lang) == expected:
            return
        reader.page.wait_for_timeout(500)
    assert told(reader, site, lang) == expected


def entry_in(feed: str) -> str:
    """Return the entry of the event, its lines unfolded."""
    entries = feed.replace("\r\n ", "").split("BEGIN:VEVENT")
    return next(entry for entry in entries if "/e/marche-du-soir" in entry)


def letter(site: Site) -> str:
    """Return the subject of the one letter that a listener, who reads French, would get now."""
    with site.app.app_context():
        rsvps.write_about_changes(an_act())
        event = events.find("marche-du-soir")
        assert event is not None
        owed = select(LetterRow.id).where(LetterRow.state == DUE, LetterRow.kind == "change")
        found = session().scalars(owed.where(LetterRow.event_id == event.id)).all()
        assert len(found) <= 1, "an older letter was not superseded"
        return "".join(_words(opened(letter_id), "stop").subject.strip() for letter_id in found)


def publish(organiser: Visitor, site: Site) -> None:
    organiser.open("/desk/events/new?lang=en")
    organiser.page.locator("[name=language]").select_option("fr")
    organiser.send(title=TITLES["fr"], starts_on=str(DAY), place="Lyon", called_by="Nous")
    organiser.open(f"{HERE}/edit?text=fa")
    organiser.send(title=TITLES["fa"], place="لیون")
    organiser.open(HERE)
    organiser.send()
    with site.app.app_context():
        event = events.find("marche-du-soir")
        assert event is not None
        confirmed(site.app, event)


def postpone(organiser: Visitor, to: str = "") -> None:
    organiser.open(f"{HERE}/postpone")
    if to:
        organiser.send(starts_on=to)
    else:
        organiser.page.get_by_label("to a date that will be announced").check()
        organiser.send()
    assert "What will change" in organiser.page.title()
    organiser.send()


def cancel(organiser: Visitor) -> None:
    organiser.open(f"{HERE}/cancel")
    organiser.send(title_again=TITLES["fr"], said_fr="Place inondée.", said_fa="میدان زیر آب است.")


def test_everything_says_the_same_at_every_turn(
    organiser: Visitor, visitor: Visitor, site: Site
) -> None:
    publish(organiser, site)
    for lang in ("fr", "fa"):
        says(visitor, site, lang, Told("EventScheduled", str(DAY), "CONFIRMED", 0, "", ""))
        assert visitor.page.locator("h1").inner_text() == TITLES[lang]

    postpone(organiser)
    put_off = ("EventPostponed", str(DAY), "TENTATIVE", 1)
    subject = "Cet événement est reporté"
    says(visitor, site, "fr", Told(*put_off, subject, subject))
    says(visitor, site, "fa", Told(*put_off, "این رویداد به تعویق افتاده است", subject))

    postpone(organiser, str(LATER))
    again = ("EventRescheduled", str(LATER), "CONFIRMED", 2)
    says(visitor, site, "fr", Told(*again, subject, subject))
    says(visitor, site, "fa", Told(*again, "این رویداد به تعویق افتاده است", subject))

    cancel(organiser)
    off = ("EventCancelled", str(LATER), "CANCELLED", 3)
    subject = "Cet événement est annulé"
    says(visitor, site, "fr", Told(*off, subject, subject))
    says(visitor, site, "fa", Told(*off, "این رویداد لغو شده است", subject))
    assert "میدان زیر آب است." in visitor.page.locator(".note.loud").first.inner_text()
