"""Let organisers publish an event, now or later, postpone it, and call it off."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps, volunteers
from app.desk.events.acting import organisers_act
from app.desk.events.forms import CancelForm, LaterForm, PostponeForm
from app.desk.events.review import Consent, Proposal, is_going_back, reviewed
from app.desk.events.said import in_languages
from app.desk.signin.forms import ButtonForm
from app.kernel.errors import Invalid
from app.platform import i18n, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext

desk = Blueprint("standing", __name__)


@desk.post("/events/<slug:slug>/publish")
def publish(slug: str) -> ResponseReturnValue:
    """Show an event to everybody."""
    event = events.find(slug) or abort(404)
    with transaction():
        events.publish(event.id, organisers_act())
    flash(gettext("The event is public now."))
    return redirect(links.desk_event(slug), 303)


@desk.post("/events/<slug:slug>/count")
def show_count(slug: str) -> ResponseReturnValue:
    """Let everybody see how many are coming, or nobody."""
    event = events.find(slug) or abort(404)
    verb = rsvps.show_count if request.form.get("do") == "show" else rsvps.hide_count
    with transaction():
        verb(event.id, organisers_act())
    return redirect(links.desk_event(slug), 303)


@desk.route("/events/<slug:slug>/later", methods=["GET", "POST"])
def publish_later(slug: str) -> ResponseReturnValue:
    """Say when a draft is published by itself, or that it is not."""
    event = events.find(slug) or abort(404)
    form = LaterForm.of(event)
    page = partial(_page, "desk/events/later.html", event, form)
    if request.method == "GET":
        return page()
    if not form.validate():
        return page(), 422
    try:
        with transaction():
            events.publish_later(event.id, form.moment(event), organisers_act())
    except Invalid as refusal:
        form.blame(refusal)
        return page(), 422
    return redirect(links.desk_event(slug), 303)


@desk.route("/events/<slug:slug>/postpone", methods=["GET", "POST"])
def postpone(slug: str) -> ResponseReturnValue:
    """Put an event off, to a later day or to one that is not known yet; shown first."""
    event = events.find(slug) or abort(404)
    events.refuse_unless_allowed(events.Deed.POSTPONE, event.state, slug)
    form = PostponeForm.of(event)
    page = partial(_page, "desk/events/postpone.html", event, form)
    if request.method == "GET" or is_going_back():
        return page()
    if not form.can_be(event):
        return page(), 422

    def put_off(consent: Consent) -> ResponseReturnValue:
        with transaction():
            act = organisers_act()
            events.postpone(event.id, form.schedule(event), consent.said, act)
            volunteers.move_shifts(event.id, consent.shift_by, act)
        flash(gettext("The event is postponed. Its page says so."))
        return redirect(links.desk_event(slug), 303)

    schedule = form.schedule(event) or event.schedule.opened()
    news = events.foreseen(event, {}, schedule)
    return reviewed(Proposal(event, form.differences(event), news, schedule), put_off)


@desk.route("/events/<slug:slug>/cancel", methods=["GET", "POST"])
def cancel(slug: str) -> ResponseReturnValue:
    """Call an event off, after asking for its title."""
    event = events.find(slug) or abort(404)
    form = in_languages(CancelForm, event)
    page = partial(_page, "desk/events/cancel.html", event, form)
    if request.method == "GET":
        return page()
    if not (form.validate() and form.confirms(event)):
        return page(), 422
    with transaction():
        events.cancel_because(event.id, form.said(), organisers_act())
    flash(gettext("The event is cancelled. Its page says so."))
    return redirect(links.desk_event(slug), 303)


def _page(template: str, event: events.Event, form: object) -> str:
    text = event.text(i18n.current_language())
    return pages.render(template, logout=ButtonForm, event=event, text=text, form=form)
