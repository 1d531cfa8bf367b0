"""Let organisers say which places there are beside attendance, as seats in a coach."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps
from app.desk.kinds.forms import KindForm
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act, Actor
from app.kernel.errors import Invalid
from app.kernel.ids import KindId
from app.platform import i18n, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext
from app.platform.moment import current_act

desk = Blueprint("kinds", __name__)

_render = partial(pages.render, logout=ButtonForm)
_KIND = "/events/<slug:slug>/kinds/<int(max=2147483647):kind_id>"


@desk.route("/events/<slug:slug>/kinds", methods=["GET", "POST"])
def kinds(slug: str) -> ResponseReturnValue:
    """Show the kinds of place with their numbers, and add one."""
    event = events.find(slug) or abort(404)
    form = KindForm(data={"waitlist": True})
    page = partial(
        _render,
        "desk/kinds/kinds.html",
        event=event,
        text=event.text(i18n.current_language()),
        form=form,
        kinds=rsvps.kinds_of(event.id),
    )
    if request.method == "GET":
        return page()
    if not form.validate() or not _add(event, form):
        return page(), 422
    flash(gettext("People can ask for this now."))
    return redirect(links.desk_kinds(slug), 303)


@desk.route(_KIND, methods=["GET", "POST"])
def edit(slug: str, kind_id: int) -> ResponseReturnValue:
    """Change what a kind of place is called, how many there are, and how they are given."""
    event, kind = _found(slug, kind_id)
    form = KindForm.of(kind)
    page = partial(_render, "desk/kinds/edit.html", event=event, kind=kind, form=form)
    if request.method == "GET":
        return page()
    if not form.validate() or not _change(event, kind, form):
        return page(), 422
    flash(gettext("The changes are saved."))
    return redirect(links.desk_kinds(slug), 303)


@desk.route(f"{_KIND}/remove", methods=["GET", "POST"])
def remove(slug: str, kind_id: int) -> ResponseReturnValue:
    """Call a kind of place off, after asking."""
    event, kind = _found(slug, kind_id)
    if request.method == "GET":
        concerned = rsvps.seats_concerned(kind.id)
        return _render(
            "desk/kinds/remove.html", event=event, kind=kind, people=concerned, form=ButtonForm()
        )
    with transaction():
        rsvps.remove_kind(event.id, kind.id, _act())
    flash(gettext("It is called off. The pages of those concerned say so."))
    return redirect(links.desk_kinds(slug), 303)


def _found(slug: str, kind_id: int) -> tuple[events.Event, rsvps.Kind]:
    event = events.find(slug) or abort(404)
    kind = rsvps.get_kind(event.id, KindId(kind_id))
    if kind.removed:
        abort(404)
    return event, kind


def _add(event: events.Event, form: KindForm) -> bool:
    """Add a kind; say on the form what was refused."""
    try:
        with transaction():
            rsvps.add_kind(event.id, form.plan(event), _act())
    except Invalid as refusal:
        form.blame(event, refusal)
        return False
    return True


def _change(event: events.Event, kind: rsvps.Kind, form: KindForm) -> bool:
    """Change a kind; say on the form what was refused."""
    try:
        with transaction():
            if form.overfull.data and form.capacity.data:
                rsvps.overfill_kind(event.id, kind.id, form.capacity.data, _act())
            rsvps.change_kind(event.id, kind.id, form.plan(event), _act())
    except Invalid as refusal:
        form.blame(event, refusal)
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


def _act() -> Act:
    organiser = current_organiser()
    return current_act(Actor.ORGANISER, organiser.id if organiser else None)
