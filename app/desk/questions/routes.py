"""Let organisers ask few questions, see how many answered what, and read what was written."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps
from app.desk.questions.forms import QuestionForm
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.desk.unlocking import unlocked_until
from app.kernel.act import Act, Actor
from app.kernel.errors import Invalid
from app.kernel.ids import QuestionId
from app.platform import i18n, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext
from app.platform.moment import current_act
from app.platform.vault import KeyDestroyed

desk = Blueprint("questions", __name__)

_render = partial(pages.render, logout=ButtonForm)
_QUESTION = "/events/<slug:slug>/questions/<int(max=2147483647):question_id>"


@desk.route("/events/<slug:slug>/questions", methods=["GET", "POST"])
def questions(slug: str) -> ResponseReturnValue:
    """Show what is asked and how many answered what, and ask something more."""
    event = events.find(slug) or abort(404)
    form = QuestionForm()
    page = partial(
        _render,
        "desk/questions/questions.html",
        event=event,
        text=event.text(i18n.current_language()),
        form=form,
        questions=rsvps.questions_of(event.id),
        tallies=rsvps.tallies(event.id),
        nobody=rsvps.Tally(),
        destroy_by=rsvps.destroy_day(event),
        unlocked_until=unlocked_until(event),
    )
    if request.method == "GET":
        return page()
    if not form.validate() or not _add(event, form):
        return page(), 422
    flash(gettext("Groups can answer this on their own page now."))
    return redirect(links.desk_questions(slug), 303)


@desk.post(f"{_QUESTION}/open")
def open_answers(slug: str, question_id: int) -> ResponseReturnValue:
    """Open what was written, once a reason was given, without saying who wrote it; it is noted."""
    event, question = _found(slug, question_id)
    if unlocked_until(event) is None:
        return redirect(links.desk_unlock(slug), 303)
    try:
        with transaction():
            written = rsvps.open_answers(event.id, question.id, _act())
    except KeyDestroyed:
        written = []
    return _render("desk/questions/written.html", event=event, question=question, written=written)


@desk.route(f"{_QUESTION}/remove", methods=["GET", "POST"])
def remove(slug: str, question_id: int) -> ResponseReturnValue:
    """Take a question back with all its answers, after asking."""
    event, question = _found(slug, question_id)
    if request.method == "GET":
        return _render(
            "desk/questions/remove.html", event=event, question=question, form=ButtonForm()
        )
    with transaction():
        rsvps.remove_question(event.id, question.id, _act())
    flash(gettext("The question and its answers are destroyed."))
    return redirect(links.desk_questions(slug), 303)


def _found(slug: str, question_id: int) -> tuple[events.Event, rsvps.Question]:
    event = events.find(slug) or abort(404)
    return event, rsvps.get_question(event.id, QuestionId(question_id))


def _add(event: events.Event, form: QuestionForm) -> bool:
    """Ask a question; say on the form what was refused."""
    try:
        with transaction():
            rsvps.add_question(event.id, event.first_language, form.wordings(), _act())
    except Invalid as refusal:
        form.blame(event, refusal)
        return False
    return True


def _act() -> Act:
    organiser = current_organiser()
    return current_act(Actor.ORGANISER, organiser.id if organiser else None)
