"""Let organisers make a series of an event, see its dates ahead, and keep them true."""

from functools import partial
from itertools import islice

from flask import Blueprint, abort, flash, g, redirect
from flask.typing import ResponseReturnValue

from app import events, rsvps
from app.desk.events.acting import organisers_act
from app.desk.series.forms import DateForm, EndForm, SeriesForm
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.platform import i18n, links, moment, pages
from app.platform.db import transaction
from app.platform.i18n import gettext

desk = Blueprint("series", __name__)

_render = partial(pages.render, logout=ButtonForm)
_SHOWN = 8


@desk.get("/events/<slug:slug>/series")
def series(slug: str) -> str:
    """Show the dates ahead of an event's series, or how to make it the first of one."""
    event = _found(slug)
    strand = events.find_strand(event.id, moment.now())
    if strand is None:
        return _start_page(event, _form(event))
    return _render(
        "desk/series/series.html",
        event=event,
        text=event.text(i18n.current_language()),
        strand=strand,
        rhythm=events.rhythm(strand.rule),
        form=ButtonForm(),
        end_form=EndForm(data={"last": strand.ends_after}),
    )


@desk.post("/events/<slug:slug>/series")
def start(slug: str) -> ResponseReturnValue:
    """Make an event the first of a series, once its dates were shown."""
    event = _found(slug)
    form = _form(event)
    if not form.can_be(event):
        return _start_page(event, form), 422
    rule = form.rule()
    if form.seen.data != rule.written():
        form.seen.data = rule.written()
        return _start_page(event, form, rule)
    try:
        with transaction():
            _start(event, form, organisers_act())
    except Invalid as refusal:
        form.blame(refusal)
        return _start_page(event, form), 422
    rsvps.make_dates(organisers_act())
    flash(gettext("The series is made."))
    return redirect(links.desk_series(slug), 303)


@desk.post("/events/<slug:slug>/series/dates")
def change_date(slug: str) -> ResponseReturnValue:
    """Leave a date out, take it up again, or make it before its time."""
    event, form = _found(slug), DateForm()
    if not form.validate():
        abort(422)
    act, day = organisers_act(), form.day.data
    if form.deed.data == "make":
        rsvps.make_date(events.date_on(event.id, day, act.now), act)
    else:
        change = events.leave_out if form.deed.data == "leave out" else events.take_up
        with transaction():
            change(event.id, day, act)
    flash(gettext("The changes are saved."))
    return redirect(links.desk_series(slug), 303)


@desk.post("/events/<slug:slug>/series/end")
def end(slug: str) -> ResponseReturnValue:
    """Say after which day no date is made any more."""
    event, form = _found(slug), EndForm()
    if not form.validate():
        abort(422)
    with transaction():
        events.end_strand(event.id, form.last.data, organisers_act())
    flash(gettext("The changes are saved."))
    return redirect(links.desk_series(slug), 303)


def _start(event: events.Event, form: SeriesForm, act: Act) -> None:
    rule = form.rule().written()
    if form.series.data:
        events.add_strand(form.series.data, event.id, rule, act)
    else:
        events.start_series(event.id, form.slug.data, rule, act)


def _start_page(event: events.Event, form: SeriesForm, rule: events.Rule | None = None) -> str:
    return _render(
        "desk/series/start.html",
        event=event,
        text=event.text(i18n.current_language()),
        form=form,
        rhythm=rule and events.rhythm(rule),
        dates=list(islice(rule.days(event.starts_on), _SHOWN)) if rule else [],
    )


def _form(event: events.Event) -> SeriesForm:
    return SeriesForm.of(event, events.series_of_team(g.team.team_id))


def _found(slug: str) -> events.Event:
    return events.find(slug) or abort(404)
