"""Let organisers show a draft to people without an account, by a secret link that ends."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events
from app.desk.events.acting import organisers_act
from app.desk.signin.forms import ButtonForm
from app.platform import i18n, links, moment, pages
from app.platform.db import transaction
from app.platform.i18n import gettext

desk = Blueprint("previews", __name__)


@desk.route("/events/<slug:slug>/preview/link", methods=["GET", "POST"])
def link(slug: str) -> ResponseReturnValue:
    """Make a link that shows a draft, which is said once, or take it back."""
    event = events.find(slug) or abort(404)
    events.refuse_unless_allowed(events.Deed.PREVIEW, event.state, slug)
    page = partial(
        pages.render,
        "desk/events/preview_link.html",
        logout=ButtonForm,
        form=ButtonForm(),
        event=event,
        text=event.text(i18n.current_language()),
    )
    if request.method == "POST" and request.form.get("open") == "off":
        with transaction():
            events.close_preview(event.id, organisers_act())
        flash(gettext("The link shows nothing any more."))
        return redirect(links.desk_event(slug), 303)
    url = _made(event) if request.method == "POST" else ""
    until = events.preview_until(event.id, moment.now())
    return page(url=url, until=until and i18n.local(until, event.timezone))


def _made(event: events.Event) -> str:
    with transaction():
        secret = events.open_preview(event.id, organisers_act())
    return links.absolute(links.preview(secret, event.first_language))
