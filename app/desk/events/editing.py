"""Let organisers change an event; what is public is shown first, as it will change."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps, volunteers
from app.desk.events.acting import organisers_act
from app.desk.events.forms import EditEventForm
from app.desk.events.review import NO_WORDS, Consent, Proposal, is_going_back, reviewed
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.platform import i18n, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext

desk = Blueprint("editing", __name__)

_render = partial(pages.render, "desk/events/edit.html", logout=ButtonForm)


@desk.route("/events/<slug:slug>/edit", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    """Change what is said about an event in one language, when it is, and its places."""
    event = events.find(slug) or abort(404)
    language = request.args.get("text", "")
    language = language if language in i18n.CODES else event.first_language
    form = EditEventForm.of(event, event.text(language))
    page = partial(_render, event=event, form=form, language=language)
    if request.method == "GET" or is_going_back():
        return page()
    events.refuse_unless_allowed(events.Deed.CHANGE, event.state, slug)
    if not form.can_be(event.schedule):
        return page(), 422

    def save(consent: Consent) -> ResponseReturnValue:
        if not _save(event, language, form, consent):
            return page(), 422
        flash(gettext("The changes are saved."))
        return redirect(links.desk_event(form.slug.data), 303)

    proposal = _proposal(event, language, form)
    if event.state is events.State.DRAFT or not proposal.differences:
        return save(NO_WORDS)
    return reviewed(proposal, save)


def _proposal(event: events.Event, language: str, form: EditEventForm) -> Proposal:
    schedule = form.schedule(event.schedule)
    news = events.foreseen(event, {language: form.words()}, schedule)
    return Proposal(event, form.differences(event, language), news, schedule)


def _save(event: events.Event, language: str, form: EditEventForm, consent: Consent) -> bool:
    """Do all changes of the form or none; say on the form what was refused."""
    wanted = events.Change(
        words={language: form.words()},
        schedule=form.schedule(event.schedule),
        contact=form.contact.data or "",
        said=consent.said,
    )
    try:
        with transaction():
            act = organisers_act()
            events.change(event.id, wanted, act)
            events.put_in_campaign(event.id, form.campaign.data, act)
            events.describe_access(event.id, form.access(), act)
            events.set_embargo(event.id, form.embargo(), act)
            volunteers.move_shifts(event.id, consent.shift_by, act)
            _set_places(event, form, act)
            events.rename(event.id, form.slug.data, act)
    except Invalid as refusal:
        form.blame(refusal)
    except rsvps.BelowConfirmed as refusal:
        form.capacity.errors = [
            lazy_gettext(
                "%(people)s people have a place already. Enter at least that many.",
                people=i18n.number(refusal.confirmed),
            )
        ]
    else:
        return True
    return False


def _set_places(event: events.Event, form: EditEventForm, act: Act) -> None:
    if form.overfull.data and form.capacity.data:
        rsvps.overfill(event.id, form.capacity.data, act)
    rsvps.set_room(event.id, form.capacity.data, form.waitlist.data, act)
    rsvps.set_rules(event.id, form.rules(), act)
