"""Let organisers make, list, show and preview events."""

from datetime import datetime
from functools import partial

from flask import Blueprint, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from app import audit, checkin, events, outbox, rsvps, tickets
from app.desk.deeds import said
from app.desk.events.acting import organisers_act
from app.desk.events.forms import CopyForm, NewEventForm
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Actor
from app.kernel.errors import Invalid
from app.platform import forwarded, i18n, links, mail, moment, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext, ngettext
from app.platform.moment import current_act

_OUTCOMES = {
    "sent": lazy_gettext("sent"),
    "held back": lazy_gettext("not sent, because the reader had enough that day"),
    "unwanted": lazy_gettext("not sent, because the reader wants no messages"),
    "too late": lazy_gettext("not sent: the key of that day is gone"),
    "no answer": lazy_gettext("not sent: no answer for 24 hours"),
}

_ON_A_PAGE = 50

desk = Blueprint("events", __name__)

_render = partial(pages.render, logout=ButtonForm)


@desk.get("/")
def index() -> str:
    """Show all events with their counts: what comes soonest first, then what is over."""
    now, team_id = moment.now(), g.team.team_id if g.team else 0
    coming = events.count_on_the_desk(team_id, events.Span.UPCOMING, now)
    over = events.count_on_the_desk(team_id, events.Span.PAST, now)
    pages_there = max(1, -(-(coming + over) // _ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages_there)
    shown = _part_of_index(team_id, coming, page, now)
    return _render(
        "desk/events/index.html",
        coming=[event for event in shown if event.phase(now) is not events.Phase.PAST],
        over=[event for event in shown if event.phase(now) is events.Phase.PAST],
        counts=rsvps.counts_of(event.id for event in shown),
        page=page,
        pages=pages_there,
        organiser=current_organiser(),
        untrusted_proxy=forwarded.was_seen(),
    )


def _part_of_index(team_id: int, coming: int, page: int, now: datetime) -> list[events.Event]:
    """Return the events of a page of the list, in which the past ones follow the coming ones."""
    skip = (page - 1) * _ON_A_PAGE
    shown = events.on_the_desk(team_id, events.Span.UPCOMING, now, skip=skip, most=_ON_A_PAGE)
    left, skip = _ON_A_PAGE - len(shown), max(0, skip - coming)
    return shown + events.on_the_desk(team_id, events.Span.PAST, now, skip=skip, most=left)


@desk.get("/events/new")
def new() -> str:
    """Show the form for a new event."""
    form = NewEventForm(
        language=i18n.current_language(), form_id=current_act(Actor.ORGANISER).entropy(16).hex()
    )
    return _render("desk/events/new.html", form=form)


@desk.post("/events/new")
def add() -> ResponseReturnValue:
    """Add an event as a draft; the same form sent twice adds it once."""
    form = NewEventForm()
    if not form.validate():
        return _render("desk/events/new.html", form=form), 422
    try:
        with transaction():
            act = organisers_act()
            event_id = events.add(form.draft(g.team.team_id), act)
            rsvps.open_room(event_id, form.capacity.data, True, act)  # noqa: FBT003 - waitlist
    except Invalid as refusal:
        form.blame(refusal)
        return _render("desk/events/new.html", form=form), 422
    flash(gettext("The draft is saved. Only organisers see it until you publish it."))
    return redirect(links.desk_event(events.get(event_id).slug), 303)


@desk.route("/events/<slug:slug>/duplicate", methods=["GET", "POST"])
def duplicate(slug: str) -> ResponseReturnValue:
    """Take an event as the start of a new draft on another day."""
    event = events.find(slug) or abort(404)
    form = CopyForm()
    text = event.text(i18n.current_language())
    page = partial(_render, "desk/events/duplicate.html", event=event, text=text, form=form)
    if request.method == "GET":
        return page()
    if not form.validate():
        return page(), 422
    try:
        with transaction():
            act = organisers_act()
            copy = events.duplicate(event.id, form.starts_on.data, act)
            rsvps.copy_room(event.id, copy, act)
    except Invalid:
        form.starts_on.errors = [gettext("This cannot be used.")]
        return page(), 422
    flash(gettext("The draft is saved. Only organisers see it until you publish it."))
    return redirect(links.desk_event(events.get(copy).slug), 303)


@desk.get("/events/<slug:slug>")
def show(slug: str) -> str:
    """Show how an event stands."""
    event = events.find(slug) or abort(404)
    return _render(
        "desk/events/show.html",
        event=event,
        text=event.text(i18n.current_language()),
        counts=rsvps.counts(event.id),
        kinds=rsvps.kinds_of(event.id),
        counted=checkin.presence(event.id).counted,
        rules=rsvps.find_rules(event.id),
        notice=events.shown_notice(event),
        warnings=_warnings(event),
        planned_for=event.publish_at and i18n.local(event.publish_at, event.timezone),
        days=rsvps.growth(event.id),
        count_shown=rsvps.is_count_shown(event.id),
        can_write=mail.can_send(),
        letters=outbox.standing(event.id),
        outcome_words=_outcome_words,
        deeds=audit.deeds_on(event.id),
        deed_words=said,
        qr=tickets.svg_link(links.short_event(slug)),
        form=ButtonForm(),
    )


@desk.get("/events/<slug:slug>/preview")
def preview(slug: str) -> str:
    """Show an event as visitors will see it."""
    event = events.find(slug) or abort(404)
    text = event.text(i18n.current_language())
    return _render(
        "public/events/event.html",
        event=event,
        text=text,
        notice=events.shown_notice(event),
        open=event.phase(moment.now()) is not events.Phase.PAST,
        capacity=rsvps.counts(event.id).capacity,
        kinds=rsvps.kinds_of(event.id),
        destroy_by=rsvps.destroy_day(event),
        description=text.summary,
        alternates={code: links.desk_preview(slug, code) for code in i18n.CODES},
        preview="desk",
    )


@desk.post("/events/<slug:slug>/letters")
def try_letters_again(slug: str) -> ResponseReturnValue:
    """Try the letters about an event again that were given up."""
    event = events.find(slug) or abort(404)
    with transaction():
        again = outbox.write_again(event.id, organisers_act())
    said = ngettext("One message is tried again.", "%(num)s messages are tried again.", again)
    flash(said)
    return redirect(links.desk_event(slug), 303)


def _outcome_words(outcome: str) -> str:
    if outcome in _OUTCOMES:
        return str(_OUTCOMES[outcome])
    return gettext("refused by the mail server (%(reply)s)", reply=outcome.rpartition(" ")[2])


def _warnings(event: events.Event) -> list[str]:
    """Return what an organiser should know before people rely on the page."""
    missing = [language.name for language in i18n.LANGUAGES if language.code not in event.languages]
    said = []
    if links.is_loopback():
        said.append(
            gettext(
                "Links and QR codes lead to %(address)s, which only this machine can open. "
                "Set BASE_URL before you share them.",
                address=links.base_url(),
            )
        )
    if not event.contact:
        said.append(gettext("No contact is shown: people cannot ask you anything."))
    if missing:
        said.append(
            gettext("There is no text in: %(languages)s.", languages=i18n.enumerated(missing))
        )
    return said
