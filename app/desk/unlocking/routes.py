"""Ask for a reason before anything sealed is opened, and shut it again."""

from datetime import datetime
from functools import partial

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from app import accounts, events
from app.accounts import Why
from app.desk.events.acting import organisers_act
from app.desk.signin import current_session
from app.desk.signin.forms import ButtonForm
from app.desk.unlocking.forms import UnlockForm
from app.platform import i18n, links, moment, pages
from app.platform.db import transaction

desk = Blueprint("unlocking", __name__)

_render = partial(pages.render, "desk/unlocking/unlock.html", logout=ButtonForm)


def unlocked_until(event: events.Event) -> datetime | None:
    """Return until when what is sealed to an event may be opened here, if it may."""
    return accounts.unlocked_until(_session_id(), event.id, moment.now())


@desk.route("/events/<slug:slug>/unlock", methods=["GET", "POST"])
def unlock(slug: str) -> ResponseReturnValue:
    """Ask why, and open what is sealed for ten minutes."""
    event, form = events.find(slug) or abort(404), UnlockForm()
    if not form.validate_on_submit():
        text = event.text(i18n.current_language())
        status = 422 if form.is_submitted() else 200
        return _render(event=event, text=text, form=form), status
    with transaction():
        accounts.unlock(_session_id(), event.id, Why(form.why.data), organisers_act())
    return redirect(links.desk_questions(slug), 303)


@desk.post("/events/<slug:slug>/lock")
def lock(slug: str) -> ResponseReturnValue:
    """Shut it again."""
    event = events.find(slug) or abort(404)
    with transaction():
        accounts.lock(_session_id(), event.id, organisers_act())
    return redirect(links.desk_questions(slug), 303)


def _session_id() -> int:
    found = current_session()
    assert found is not None, "the guard lets nobody else in"  # noqa: S101 - for the reader and mypy
    return found.id
