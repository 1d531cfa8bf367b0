"""Take RSVPs, and let a party see and change its own."""

from datetime import timedelta
from functools import partial

from flask import Response, abort, jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue

from app import calendar, events, privacy, rsvps, tickets
from app.kernel.act import Actor
from app.kernel.ids import KindId
from app.platform import i18n, limits, links, moment, pages
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.moment import current_act
from app.platform.vault import KeyDestroyed
from app.public import blueprint, effort
from app.public.rsvps import answers, export, form_page, letters, own_page, seats
from app.public.rsvps.forms import PeopleForm, RsvpForm

pages_ = blueprint.pages("rsvps")
files = blueprint.files("rsvps")
BLUEPRINTS = (pages_, files, *letters.BLUEPRINTS, *seats.BLUEPRINTS, *answers.BLUEPRINTS)

pages_.after_request(seal)
files.after_request(seal)

_attendee = partial(current_act, Actor.ATTENDEE)
_ALARM = timedelta(days=1)
_DEEDS = {"cancel", "erase"}


@pages_.get("/e/<slug:slug>/rsvp")
def ask(slug: str) -> ResponseReturnValue:
    """Ask how many people come; nothing else."""
    event = events.find_published(slug) or abort(404)
    return _closed(event) or form_page.empty(event)


@pages_.post("/e/<slug:slug>/rsvp")
def rsvp(slug: str) -> ResponseReturnValue:
    """Take an RSVP and send the visitor to the party's own page."""
    event = events.find_published(slug) or abort(404)
    form = RsvpForm.of(event, form_page.kinds_of(event), request.form)
    if not form.validate():
        return _closed(event) or (form_page.as_sent(event, form), 422)
    if not effort.may_pass("rsvp", form.token.data, form.effort.data or ""):
        return form_page.as_sent(event, form.again(event)), 429
    return _take(event, form)


@pages_.get("/p/<secret:secret>")
def party(secret: str) -> ResponseReturnValue:
    """Show a party its own page, or ask again before something cannot be undone."""
    held = rsvps.get(secret)
    if request.args.get("confirm") in _DEEDS:
        return own_page.confirm(held, secret, request.args["confirm"])
    return own_page.show(held, secret)


@pages_.post("/p/<secret:secret>/people")
@limits.slow("60 per minute")
def people(secret: str) -> ResponseReturnValue:
    """Let a party be more or fewer."""
    form = PeopleForm(request.form)
    if not form.validate():
        return own_page.show(rsvps.get(secret), secret, form), 422
    try:
        with transaction():
            rsvps.change_people(secret, form.number(), _attendee())
    except (rsvps.Full, rsvps.TooLarge, rsvps.PartyCancelled, rsvps.EventOver) as refusal:
        form.people.errors = [own_page.why_not(refusal)]
        return own_page.show(rsvps.get(secret), secret, form), 409
    return _back(secret, "changed")


@pages_.post("/p/<secret:secret>/accept")
@limits.slow("60 per minute")
def accept(secret: str) -> ResponseReturnValue:
    """Let a party take the place that is offered to it."""
    try:
        with transaction():
            rsvps.accept(secret, _attendee())
    except rsvps.OfferEnded:
        return redirect(links.party(secret, i18n.current_language(), "ended"), 303)
    return _back(secret, "accepted")


@pages_.post("/p/<secret:secret>/sure")
@limits.slow("60 per minute")
def sure(secret: str) -> ResponseReturnValue:
    """Let a party say once more that it comes."""
    with transaction():
        rsvps.say_sure(secret, _attendee())
    return _back(secret, "sure")


@pages_.post("/p/<secret:secret>/cancel")
@limits.slow("60 per minute")
def cancel(secret: str) -> ResponseReturnValue:
    """Give a party's places back."""
    with transaction():
        rsvps.cancel(secret, _attendee())
    return _back(secret, "cancelled")


@pages_.post("/p/<secret:secret>/erase")
@limits.slow("60 per minute")
def erase(secret: str) -> ResponseReturnValue:
    """Delete everything about a party, at once."""
    event = events.get(rsvps.get(secret).event_id)
    with transaction():
        privacy.erase_party(secret, _attendee())
    text = event.text(i18n.current_language())
    return pages.render("public/rsvps/erased.html", event=event, text=text)


@files.get("/p/<secret:secret>/ticket.svg")
def ticket_svg(secret: str) -> ResponseReturnValue:
    """Give a confirmed party its ticket as a vector picture."""
    picture = tickets.svg(_code(secret), _prefix())
    return Response(picture, mimetype="image/svg+xml")


@files.get("/p/<secret:secret>/ticket.png")
def ticket_png(secret: str) -> ResponseReturnValue:
    """Give a confirmed party its ticket as a bitmap."""
    return Response(tickets.png(_code(secret), _prefix()), mimetype="image/png")


@files.get("/p/<secret:secret>/event.ics")
def calendar_entry(secret: str) -> ResponseReturnValue:
    """Give a party the event as a calendar entry with an alarm; nothing in it is theirs.

    A discreet one, for calendars that others see, does not say what it is about.
    """
    event = rsvps.event_of(rsvps.get(secret))
    language = request.args.get("lang", "")
    i18n.speak(language if language in i18n.CODES else event.first_language)
    entry = calendar.invitation(event, i18n.current_language(), alarm_before=_ALARM)
    name = event.slug
    if _is_discreet():
        entry, name = calendar.discreet(entry), "calendar"
    return Response(
        calendar.entry_file(entry),
        content_type=calendar.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


@files.get("/p/<secret:secret>/data.json")
def data(secret: str) -> ResponseReturnValue:
    """Give a party everything that is held about it."""
    held = rsvps.get(secret)
    event = events.get(held.event_id)
    answer = jsonify(export.told(held, event))
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}.json"'
    return answer


def _code(secret: str) -> str:
    held = rsvps.get(secret)
    return rsvps.code_of(held, secret)


def _prefix() -> str:
    return "" if _is_discreet() else links.ticket_prefix()


def _is_discreet() -> bool:
    return bool(request.args.get("discreet"))


def _take(event: events.Event, form: RsvpForm) -> ResponseReturnValue:
    try:
        with transaction():
            secret = rsvps.register(event.id, form.wish(), _attendee())
    except rsvps.Full as full:
        return _refused(event, "full", room=full.left)
    except rsvps.TooLarge as too_large:
        return _refused(event, "too_large", room=too_large.capacity)
    except rsvps.SeatsTaken as taken:
        return _refused(event, "seats", room=taken.at_most, kind=taken.kind)
    except rsvps.ReplayDiffers:
        return _refused(event, "replay")
    except (rsvps.EventOver, KeyDestroyed):
        return _refused(event, _why_closed(event))
    return redirect(links.party(secret, i18n.current_language()), 303)


def _closed(event: events.Event) -> Response | None:
    """Say that an event takes nobody (any more), if that is so."""
    if event.takes_rsvps(moment.now()):
        return None
    return _refused(event, _why_closed(event))


def _why_closed(event: events.Event) -> str:
    return "cancelled" if event.state is events.State.CANCELLED else "over"


def _refused(
    event: events.Event, reason: str, *, room: int | None = None, kind: KindId | None = None
) -> Response:
    language = i18n.current_language()
    rendered = pages.render(
        "public/rsvps/refused.html",
        event=event,
        text=event.text(language),
        reason=reason,
        room=room,
        kind=rsvps.get_kind(event.id, kind).name(language) if kind else "",
        alternates=blueprint.alternates(f"/e/{event.slug}/rsvp"),
    )
    return make_response(rendered, 409)


def _back(secret: str, said: str) -> ResponseReturnValue:
    return redirect(links.party(secret, i18n.current_language(), said), 303)
