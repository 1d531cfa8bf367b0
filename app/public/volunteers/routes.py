"""Let people take shifts without an account, and see, take and give back their own."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from flask import Response, abort, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from app import calendar, events, privacy, tickets, volunteers
from app.kernel.act import Actor
from app.platform import i18n, limits, links, moment, pages
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.i18n import gettext
from app.platform.moment import current_act
from app.platform.vault import KeyDestroyed
from app.public import blueprint, effort, scans
from app.public.volunteers import call, own_page
from app.public.volunteers.forms import ClaimForm, ShiftForm

pages_ = blueprint.pages("volunteers")
files = blueprint.files("volunteers")
BLUEPRINTS = (pages_, files)

pages_.after_request(seal)
files.after_request(seal)

_attendee = partial(current_act, Actor.ATTENDEE)
_REFRESH = timedelta(hours=1)


@pages_.get("/e/<slug:slug>/volunteer")
def ask(slug: str) -> ResponseReturnValue:
    """Show what is needed."""
    event = events.find_published(slug) or abort(404)
    if not events.takes_rsvps(event.id, moment.now()):
        return call.show_closed(event)
    return call.show(event, ClaimForm.of(event))


@pages_.post("/e/<slug:slug>/volunteer")
def enlist(slug: str) -> ResponseReturnValue:
    """Take somebody's first shift and send them to their own page."""
    event = events.find_published(slug) or abort(404)
    form = ClaimForm.of(event, request.form)
    if not form.validate():
        return call.show_again(event, form)
    if not effort.may_pass("claim", form.token.data, form.effort.data or ""):
        return call.show_again(event, ClaimForm.again(event, form), 429)
    return _take(event, form)


@pages_.get("/v/<secret:secret>")
def own(secret: str) -> ResponseReturnValue:
    """Show a volunteer their own page, or ask again before something cannot be undone."""
    volunteer = volunteers.get(secret)
    if "erase" in request.args:
        return own_page.confirm_erase(volunteer, secret)
    for need in volunteer.shifts:
        if str(need.id) == request.args.get("leave"):
            return own_page.confirm_leave(volunteer, secret, need)
        if str(need.id) == request.args.get("over"):
            return own_page.ask_how_to_hand_over(volunteer, secret, need)
    return own_page.show(volunteer, secret, ShiftForm())


@pages_.post("/v/<secret:secret>/claim")
@limits.slow("60 per minute")
def claim(secret: str) -> ResponseReturnValue:
    """Take a further shift, or one that is held, or wait for a full one."""
    form = ShiftForm(request.form)
    if not form.validate():
        return own_page.show(volunteers.get(secret), secret, form), 422
    try:
        with transaction():
            volunteers.claim(secret, form.asked(or_wait=_would_wait()), _attendee())
    except volunteers.ClaimRefused as refused:
        return _not_taken_by(secret, form, refused.objection)
    except volunteers.NeedNotFound:
        return _not_taken_by(secret, form, volunteers.Objection.REMOVED)
    return _back(secret, _come_to(secret, form))


@pages_.post("/v/<secret:secret>/leave")
@limits.slow("60 per minute")
def leave(secret: str) -> ResponseReturnValue:
    """Give a shift back, or wait for it no longer."""
    form = ShiftForm(request.form)
    if not form.validate():
        return own_page.show(volunteers.get(secret), secret, form), 422
    volunteer = volunteers.get(secret)
    try:
        with transaction():
            volunteers.leave(secret, form.need_id(), _attendee())
    except volunteers.TooLateToLeave:
        return own_page.show(volunteer, secret, form, "too_late"), 409
    return _back(secret, "let_go" if volunteer.candidacy(form.need_id()) else "left")


@pages_.post("/v/<secret:secret>/erase")
@limits.slow("60 per minute")
def erase(secret: str) -> ResponseReturnValue:
    """Delete everything about a volunteer, at once."""
    event = events.get(volunteers.get(secret).event_id)
    with transaction():
        privacy.erase_volunteer(secret, _attendee())
    text = event.text(i18n.current_language())
    return pages.render("public/volunteers/erased.html", event=event, text=text)


@files.get("/v/<secret:secret>/shifts.ics")
def shifts(secret: str) -> ResponseReturnValue:
    """Give a volunteer their shifts as a feed that tells others nothing."""
    volunteer = volunteers.get(secret)
    event = events.get(volunteer.event_id)
    language = request.args.get("lang", "")
    i18n.speak(language if language in i18n.CODES else event.first_language)
    about = calendar.Feed(
        name=gettext("Shifts"),
        description="",
        url="",
        language=i18n.current_language(),
        refresh=_REFRESH,
        personal=True,
    )
    entries = volunteers.entries(volunteer, event, i18n.current_language())
    return Response(calendar.feed(about, entries), content_type=calendar.MEDIA_TYPE)


@files.get("/v/<secret:secret>/ticket.svg")
def ticket_svg(secret: str) -> ResponseReturnValue:
    """Give a volunteer with a shift their ticket as a vector picture."""
    picture = tickets.svg(_code(secret), links.ticket_prefix())
    return Response(picture, mimetype="image/svg+xml")


@files.get("/v/<secret:secret>/ticket.png")
def ticket_png(secret: str) -> ResponseReturnValue:
    """Give a volunteer with a shift their ticket as a bitmap."""
    return Response(tickets.png(_code(secret), links.ticket_prefix()), mimetype="image/png")


@files.get("/v/<secret:secret>/data.json")
def data(secret: str) -> ResponseReturnValue:
    """Give a volunteer everything that is held about them."""
    volunteer = volunteers.get(secret)
    event = events.get(volunteer.event_id)
    answer = jsonify(
        event=event.slug,
        handle=volunteer.handle,
        adult=volunteer.adult,
        speaks=sorted(volunteer.skills.speaks),
        trained_for=sorted(volunteer.skills.trained_for),
        came_on=volunteer.came_on.isoformat(),
        scans=scans.of(volunteer.event_id, volunteers.ticket_hash_of(volunteer)),
        shifts=[_told(need, event) for need in volunteer.shifts],
        handing_over=[{"to_all": asked.is_open} for asked in volunteer.hand_overs],
        wishes=[_told_wish(wish, event) for wish in volunteer.candidacies],
        destroyed_by=volunteers.destroy_day(event).isoformat(),
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}.json"'
    return answer


def _take(event: events.Event, form: ClaimForm) -> ResponseReturnValue:
    """Take the shift, or say why not and what else is open."""
    try:
        with transaction():
            wish = form.wish(form.asked(or_wait=_would_wait()))
            secret = volunteers.enlist(event.id, wish, _attendee())
    except volunteers.ClaimRefused as refused:
        return _not_taken(event, form, refused.objection)
    except volunteers.NeedNotFound:
        return _not_taken(event, form, volunteers.Objection.REMOVED)
    except volunteers.ReplayDiffers:
        return call.show_refused(event, ClaimForm.of(event), "replay")
    except KeyDestroyed:
        return call.show_closed(event)
    return _back(secret, _come_to(secret, form))


def _would_wait() -> bool:
    """Tell whether a button was pressed that says to wait for a shift if it is full."""
    return request.args.get("wait") == "1"


def _come_to(secret: str, form: ShiftForm) -> str:
    """Return how the own page confirms what was asked for."""
    return "taken" if volunteers.get(secret).has(form.need_id()) else "waiting"


def _told(need: volunteers.Need, event: events.Event) -> dict[str, object]:
    return {
        "role": need.role.key,
        "start": _local(need.shift.starts, event),
        "end": _local(need.shift.ends, event),
        "post": need.shift.post,
        "removed": need.removed,
    }


def _told_wish(wish: volunteers.Candidacy, event: events.Event) -> dict[str, object]:
    return {
        **_told(wish.need, event),
        "standing": wish.standing,
        "number": wish.number,
        "held_until": wish.ends_at and _local(wish.ends_at, event),
    }


def _local(moment: datetime, event: events.Event) -> str:
    return moment.astimezone(ZoneInfo(event.timezone)).isoformat()


def _code(secret: str) -> str:
    return volunteers.code_of(volunteers.get(secret), secret)


def _not_taken(
    event: events.Event, form: ClaimForm, objection: volunteers.Objection
) -> ResponseReturnValue:
    """Say why a first shift could not be taken."""
    if objection is volunteers.Objection.CLOSED:
        return call.show_closed(event)
    if form.blame(objection):
        return call.show_again(event, form)
    return call.show_refused(event, form, objection)


def _not_taken_by(
    secret: str, form: ShiftForm, objection: volunteers.Objection
) -> ResponseReturnValue:
    """Say why a further shift could not be taken."""
    if form.blame(objection):
        return own_page.show(volunteers.get(secret), secret, form), 422
    return own_page.show(volunteers.get(secret), secret, form, objection), 409


def _back(secret: str, said: str) -> ResponseReturnValue:
    return redirect(links.volunteer(secret, i18n.current_language(), said), 303)
