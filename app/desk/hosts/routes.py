"""Let organisers hand out links to whoever hosts an event on the spot, and take them back."""

from functools import partial

from flask import Blueprint, abort, flash, redirect
from flask.typing import ResponseReturnValue

from app import events, tickets
from app.desk.events.acting import organisers_act
from app.desk.hosts.forms import HostForm
from app.desk.signin.forms import ButtonForm
from app.platform import i18n, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext

desk = Blueprint("hosts", __name__)

_render = partial(pages.render, logout=ButtonForm)


@desk.get("/events/<slug:slug>/hosts")
def hosts(slug: str) -> str:
    """Show the links that were handed out, and how to make another."""
    return _page(_found(slug), HostForm())


@desk.post("/events/<slug:slug>/hosts")
def add(slug: str) -> ResponseReturnValue:
    """Make a link, and show it this once."""
    event, form = _found(slug), HostForm()
    if not form.validate():
        return _page(event, form), 422
    with transaction():
        secret = events.add_host_link(event.id, form.label.data, organisers_act())
    url = links.short_host(secret)
    text = event.text(i18n.current_language())
    qr = tickets.svg_link(url)
    return _render("desk/hosts/link.html", event=event, text=text, url=url, qr=qr)


@desk.post("/events/<slug:slug>/hosts/<int(max=2147483647):link_id>/end")
def end(slug: str, link_id: int) -> ResponseReturnValue:
    """Take a link back."""
    event = _found(slug)
    with transaction():
        events.end_host_link(event.id, link_id, organisers_act())
    flash(gettext("The link opens nothing any more."))
    return redirect(links.desk_hosts(slug), 303)


def _page(event: events.Event, form: HostForm) -> str:
    return _render(
        "desk/hosts/hosts.html",
        event=event,
        text=event.text(i18n.current_language()),
        hosts=events.host_links(event.id),
        add_form=form,
        form=ButtonForm(),
    )


def _found(slug: str) -> events.Event:
    return events.find(slug) or abort(404)
