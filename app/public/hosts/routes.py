"""Let whoever has a host link see an event's numbers and enrol phones: no names, no account."""

from functools import partial

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from app import checkin, events, rsvps, tickets, volunteers
from app.kernel.act import Actor
from app.platform import i18n, limits, links, moment, pages
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.moment import current_act
from app.public import blueprint
from app.public.hosts.forms import PhoneForm

public = blueprint.pages("hosts")
BLUEPRINTS = (public,)

public.after_request(seal)

_host = partial(current_act, Actor.HOST)


@public.get("/h/<secret:secret>")
def hosted(secret: str) -> str:
    """Show how many are expected and counted, and the phones that wait."""
    return _page(_event(secret), secret, PhoneForm())


@public.post("/h/<secret:secret>/phones")
@limits.slow("20 per minute")
def add_phone(secret: str) -> ResponseReturnValue:
    """Make a link that enrols one phone, and show it this once."""
    event, form = _event(secret), PhoneForm(request.form)
    if not form.validate():
        return _page(event, secret, form), 422
    with transaction():
        enrolment = checkin.make_enrolment(event.id, form.gate.data, _host(), to_confirm=True)
    url = links.gate_enrolment(enrolment)
    return pages.render(
        "public/hosts/link.html",
        secret=secret,
        gate=form.gate.data,
        url=url,
        qr=tickets.svg_link(url),
    )


@public.post("/h/<secret:secret>/phones/confirm")
@limits.slow("20 per minute")
def confirm(secret: str) -> ResponseReturnValue:
    """Let a phone count whose digits were compared."""
    event = _event(secret)
    with transaction():
        checkin.confirm(event.id, _name(request.form.get("device", "")), _host())
    return redirect(links.host(secret, i18n.current_language()), 303)


def _page(event: events.Event, secret: str, form: PhoneForm) -> str:
    board = checkin.board(event.id, moment.now())
    return pages.render(
        "public/hosts/host.html",
        event=event,
        text=event.text(i18n.current_language()),
        secret=secret,
        counts=rsvps.counts(event.id),
        missing=sum(need.missing for need in volunteers.needs(event.id)),
        board=board,
        waiting=[phone for phone in board.phones if phone.state is checkin.DeviceState.WAITING],
        form=form,
        alternates=blueprint.alternates(f"/h/{secret}"),
    )


def _event(secret: str) -> events.Event:
    return events.find_hosted(secret, moment.now()) or abort(404)


def _name(device: str) -> bytes:
    try:
        return bytes.fromhex(device)
    except ValueError:
        abort(404)
