"""Let organisers write to those who get updates: look first, try on themselves, then send."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps
from app.desk.messages.forms import MessageForm, message_form
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act, Actor
from app.platform import i18n, links, mail, pages
from app.platform.db import transaction
from app.platform.i18n import gettext
from app.platform.moment import current_act

desk = Blueprint("messages", __name__)

_render = partial(pages.render, "desk/messages/message.html", logout=ButtonForm)


@desk.get("/events/<slug:slug>/message")
def write(slug: str) -> str:
    """Show the form, and what was written before."""
    event = _event(slug)
    return _page(event, message_form(event))


@desk.post("/events/<slug:slug>/message")
def send(slug: str) -> ResponseReturnValue:
    """Show how a message will read, send it to its writer, or send it."""
    event = _event(slug)
    form = message_form(event)
    if not form.validate():
        return _page(event, form), 422
    wanted = request.form.get("do")
    if wanted == "send":
        return _send(event, form)
    if wanted == "test":
        _send_test(event, form)
    return _page(event, form, preview=form.texts())


def _send(event: events.Event, form: MessageForm) -> ResponseReturnValue:
    with transaction():
        rsvps.add_message(
            event.id, rsvps.To(form.to.data), event.first_language, form.texts(), _act()
        )
    flash(gettext("The message is on its way."))
    return redirect(links.desk_event(event.slug), 303)


def _send_test(event: events.Event, form: MessageForm) -> None:
    organiser = current_organiser()
    assert organiser is not None, "the guard lets nobody else in"  # noqa: S101 - for the reader and mypy
    language = i18n.current_language()
    texts = form.texts()
    text = texts.get(language) or texts[event.first_language]
    with transaction():
        rsvps.send_test(event.id, organiser.email, language, text, _act())
    flash(gettext("The test is on its way to %(address)s.", address=organiser.email))


def _page(event: events.Event, form: MessageForm, **more: object) -> str:
    text = event.text(i18n.current_language())
    before = rsvps.messages_of(event.id)
    return _render(event=event, text=text, form=form, messages=before, **more)


def _event(slug: str) -> events.Event:
    if not mail.can_send():
        abort(404)
    return events.find(slug) or abort(404)


def _act() -> Act:
    organiser = current_organiser()
    return current_act(Actor.ORGANISER, organiser.id if organiser else None)
