"""Show what will be destroyed when, and what was."""

from typing import Any

from flask import Blueprint, abort

from app import events, privacy
from app.desk.signin.forms import ButtonForm
from app.platform import i18n, pages
from app.platform.i18n import lazy_gettext
from app.privacy import What

desk = Blueprint("retention", __name__)

_WORDS: dict[What, Any] = {  # lazy texts are not str
    What.PARTIES: lazy_gettext("Groups, with their passes"),
    What.ADDRESSES: lazy_gettext("Addresses for updates, sealed"),
    What.ANSWERS: lazy_gettext("Answers to questions; written ones sealed"),
    What.LETTERS: lazy_gettext("Messages that did not leave, sealed"),
    What.SCANS: lazy_gettext("Scans at the entrances"),
    What.KEYS: lazy_gettext("Keys without which all copies of these are unreadable"),
    What.VOLUNTEERS: lazy_gettext("Volunteers, with their shifts"),
    What.VOLUNTEER_KEYS: lazy_gettext("Keys of the volunteers"),
}


@desk.get("/events/<slug:slug>/retention")
def retention(slug: str) -> str:
    """Show an event's holdings: numbers, never names."""
    event = events.find(slug) or abort(404)
    return pages.render(
        "desk/retention/retention.html",
        event=event,
        text=event.text(i18n.current_language()),
        holdings=privacy.holdings(event),
        words=_WORDS,
        logout=ButtonForm,
    )
