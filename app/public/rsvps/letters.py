"""Let a party say whether it wants letters, and whoever reads one confirm it or stop them all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from wtforms import Form

from app import events, outbox, rsvps
from app.kernel.act import Actor
from app.platform import i18n, limits, links, mail, pages
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.moment import current_act
from app.public import blueprint
from app.public.rsvps import own_page
from app.public.rsvps.forms import PassForm, UpdatesForm

pages_ = blueprint.pages("letters")
BLUEPRINTS = (pages_,)

pages_.after_request(seal)

_attendee = partial(current_act, Actor.ATTENDEE)


@pages_.post("/p/<secret:secret>/level")
@limits.slow("10 per minute")
def level(secret: str) -> ResponseReturnValue:
    """Let a party leave an address, once or for updates, or take it back."""
    held = rsvps.get(secret)
    wanted = _LEVELS.get(request.form.get("level", "")) or abort(400)
    form = wanted.form(request.form)
    if not mail.can_send():
        abort(409)
    if not form.validate():
        return own_page.show(held, secret, form), 422
    with transaction():
        wanted.leave(secret, form)
    here = links.party(secret, i18n.current_language(), wanted.said)
    return redirect(f"{here}#letters", 303)


@pages_.post("/p/<secret:secret>/keep")
@limits.slow("10 per minute")
def keep(secret: str) -> ResponseReturnValue:
    """Keep a party's address although the event was put off for long."""
    with transaction():
        rsvps.keep_informed(secret, _attendee())
    return redirect(f"{links.party(secret, i18n.current_language(), 'kept')}#letters", 303)


@pages_.get("/p/<secret:secret>/confirm/<secret:proof>")
def ask(secret: str, proof: str) -> ResponseReturnValue:
    """Ask the reader of a letter whether further ones are wanted; looking changes nothing."""
    return _page("confirm_address", events.get(rsvps.get(secret).event_id), secret, proof=proof)


@pages_.post("/p/<secret:secret>/confirm/<secret:proof>")
def confirm(secret: str, proof: str) -> ResponseReturnValue:
    """Promise letters to the address that the link was sent to."""
    event = events.get(rsvps.get(secret).event_id)
    try:
        with transaction():
            rsvps.confirm_address(secret, proof, _attendee())
            rsvps.confirm_pending(secret, _attendee())
    except rsvps.ProofSpent:
        return _page("confirm_address", event, secret, proof=proof, spent=True), 409
    said = links.party(secret, i18n.current_language(), "confirmed")
    return redirect(f"{said}#letters", 303)


@pages_.get("/letters/<token>")
def stop_page(token: str) -> ResponseReturnValue:
    """Ask whether all letters shall stop; looking changes nothing."""
    return _stop_page(token)


@pages_.post("/letters/<token>")
def stop(token: str) -> ResponseReturnValue:
    """Stop all letters to an address for good, or take that back."""
    verb = outbox.stop_no_more if request.form.get("again") else outbox.stop
    with transaction():
        verb(token, _attendee())
    return _stop_page(token)


def _forget(secret: str, _form: Form) -> None:
    rsvps.stop_updates(secret, _attendee())


def _send_once(secret: str, form: PassForm) -> None:
    rsvps.send_pass(secret, form.email.data, i18n.current_language(), _attendee())


def _ask(secret: str, form: UpdatesForm) -> None:
    rsvps.ask_for_updates(secret, form.email.data, i18n.current_language(), _attendee())


@dataclass(frozen=True, slots=True)
class _Wanted:
    form: type[Form]
    leave: Callable[[str, Any], None]  # the form is of the class before
    said: str


_LEVELS = {
    "0": _Wanted(Form, _forget, "forgotten"),
    "1": _Wanted(PassForm, _send_once, "sent"),
    "2": _Wanted(UpdatesForm, _ask, "asked"),
}


def _page(name: str, event: events.Event, secret: str, **more: object) -> str:
    return pages.render(
        f"public/rsvps/{name}.html",
        event=event,
        text=event.text(i18n.current_language()),
        secret=secret,
        alternates=blueprint.alternates(request.path[3:]),
        **more,
    )


def _stop_page(token: str) -> str:
    address = outbox.address_of(token)
    return pages.render(
        "public/rsvps/stop_letters.html",
        token=token,
        stopped=outbox.wants_none(address),
        alternates=blueprint.alternates(request.path[3:]),
    )
