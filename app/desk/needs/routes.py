"""Let organisers say what is needed, see who is missing, and print who comes."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps, volunteers
from app.desk.needs import coverage
from app.desk.needs.forms import DutyForm, NeedForm, NewNeedsForm
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act, Actor
from app.kernel.errors import Invalid
from app.kernel.text import latin_digits, one_line
from app.platform import i18n, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext, ngettext
from app.platform.moment import current_act

desk = Blueprint("needs", __name__)

_render = partial(pages.render, logout=ButtonForm)
_CROWD, _LARGEST_CROWD = 200, 1_000_000


@desk.get("/events/<slug:slug>/needs")
def show(slug: str) -> str:
    """Show who is missing, as a grid of roles and shifts or, for a phone, as a list."""
    event = events.find(slug) or abort(404)
    needs = volunteers.needs(event.id)
    as_list = request.args.get("view") == "list"
    return _render(
        "desk/needs/list.html" if as_list else "desk/needs/grid.html",
        event=event,
        text=event.text(i18n.current_language()),
        grid=coverage.grid_of(needs, event),
        sums=coverage.sums_of(needs),
        strays=coverage.strays(needs, event),
        double=volunteers.double_booked(event.id, needs) if as_list else 0,
    )


@desk.route("/events/<slug:slug>/needs/new", methods=["GET", "POST"])
def new(slug: str) -> ResponseReturnValue:
    """Add roles to a shift, with numbers suggested for the crowd that is expected."""
    event = events.find(slug) or abort(404)
    crowd = _crowd(event)
    form = NewNeedsForm.of(event, crowd)
    page = partial(_render, "desk/needs/new.html", event=event, form=form, crowd=crowd)
    if request.method == "GET":
        return page()
    if not form.validate() or not _add(event, form):
        return page(), 422
    flash(gettext("This is needed now."))
    return redirect(links.desk_needs(slug), 303)


@desk.route("/events/<slug:slug>/needs/<int(max=2147483647):need_id>", methods=["GET", "POST"])
def edit(slug: str, need_id: int) -> ResponseReturnValue:
    """Change when, where and how many."""
    event, need = _found(slug, need_id)
    form = NeedForm.of(need, event)
    shown = {"event": event, "need": need, "form": form, "usual": volunteers.Terms()}
    page = partial(_render, "desk/needs/edit.html", **shown)
    if request.method == "GET":
        return page()
    if not form.validate() or not _change(event, need, form):
        return page(), 422
    flash(gettext("The changes are saved."))
    _warn_of_double_booking(event)
    return redirect(links.desk_needs(slug), 303)


@desk.route(
    "/events/<slug:slug>/needs/<int(max=2147483647):need_id>/remove", methods=["GET", "POST"]
)
def remove(slug: str, need_id: int) -> ResponseReturnValue:
    """Say that nobody is needed any more, after asking when somebody has it."""
    event, need = _found(slug, need_id)
    if request.method == "GET":
        return _render("desk/needs/remove.html", event=event, need=need, form=ButtonForm())
    with transaction():
        volunteers.remove_need(event.id, need_id, _act())
    flash(gettext("Nobody is needed for this any more."))
    return redirect(links.desk_needs(slug), 303)


@desk.route("/events/<slug:slug>/needs/duty", methods=["GET", "POST"])
def duty(slug: str) -> ResponseReturnValue:
    """Say how long volunteers may be on duty without a rest."""
    event = events.find(slug) or abort(404)
    form = DutyForm.of(volunteers.limits(event.id))
    page = partial(_render, "desk/needs/duty.html", event=event, form=form)
    if request.method == "GET":
        return page()
    if not form.validate() or not _limit_duty(event, form):
        return page(), 422
    flash(gettext("The changes are saved."))
    return redirect(links.desk_needs(slug), 303)


@desk.get("/events/<slug:slug>/roster")
def roster(slug: str) -> str:
    """Show who has which shift, to be printed and destroyed in time."""
    event = events.find(slug) or abort(404)
    return _render(
        "desk/needs/roster.html",
        event=event,
        text=event.text(i18n.current_language()),
        roster=volunteers.roster(event.id),
        destroy_by=volunteers.destroy_day(event),
    )


def _found(slug: str, need_id: int) -> tuple[events.Event, volunteers.Need]:
    event = events.find(slug) or abort(404)
    need = volunteers.get_need(event.id, need_id)
    if need.removed:
        abort(404)
    return event, need


def _add(event: events.Event, form: NewNeedsForm) -> bool:
    """Add all or none; say on the form what was refused."""
    plans = list(form.plans(event))
    asked = plans[0]
    try:
        with transaction():
            for asked in plans:
                volunteers.add_need(event.id, asked, _act())
    except Invalid as refusal:
        form.blame(asked, refusal)
        return False
    return True


def _change(event: events.Event, need: volunteers.Need, form: NeedForm) -> bool:
    """Change a need; say on the form what was refused."""
    try:
        with transaction():
            volunteers.change_need(event.id, need.id, form.plan(need, event), _act())
    except Invalid as refusal:
        form.blame(refusal)
    except volunteers.BelowTaken as refusal:
        form.most.errors = [
            lazy_gettext(
                "%(people)s people have this shift already. Enter at least that many.",
                people=i18n.number(refusal.taken),
            )
        ]
    else:
        return True
    return False


def _limit_duty(event: events.Event, form: DutyForm) -> bool:
    """Limit how long people are on duty; say on the form what was refused."""
    try:
        with transaction():
            volunteers.limit_duty(event.id, form.limits(), _act())
    except Invalid as refusal:
        form.blame(refusal)
        return False
    return True


def _warn_of_double_booking(event: events.Event) -> None:
    double = volunteers.double_booked(event.id, volunteers.needs(event.id))
    if double:
        flash(
            ngettext(
                "One person now has two shifts at the same time. Their page says so.",
                "%(num)s people now have two shifts at the same time. Their pages say so.",
                double,
            )
        )


def _crowd(event: events.Event) -> int:
    """Return the crowd to suggest numbers for: the one asked for, else the places or RSVPs."""
    asked = latin_digits(one_line(request.args.get("crowd", "")))
    if asked.isdecimal() and int(asked) <= _LARGEST_CROWD:
        return int(asked)
    counts = rsvps.counts(event.id)
    return counts.capacity or counts.confirmed or _CROWD


def _act() -> Act:
    organiser = current_organiser()
    return current_act(Actor.ORGANISER, organiser.id if organiser else None)
