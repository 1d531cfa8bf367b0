"""Let organisers enrol, confirm and shut out phones, and watch the count."""

from functools import partial

from flask import Blueprint, Response, abort, flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from app import checkin, events, tickets
from app.desk.gates.forms import GateForm
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act, Actor
from app.platform import i18n, links, moment, pages
from app.platform.db import transaction
from app.platform.i18n import gettext
from app.platform.moment import current_act

desk = Blueprint("gates", __name__)

_render = partial(pages.render, logout=ButtonForm)


@desk.get("/events/<slug:slug>/gates")
def gates(slug: str) -> str:
    """Show the count, the phones, and how to add one."""
    return _page(_found(slug), GateForm())


@desk.get("/events/<slug:slug>/gates/board")
def numbers(slug: str) -> ResponseReturnValue:
    """Give the page's script the part that changes, if it has changed."""
    event = _found(slug)
    view = checkin.board(event.id, moment.now())
    tag = view.tag(i18n.current_language())
    if request.if_none_match.contains(tag):
        return Response(status=304)
    html = pages.render("desk/gates/board.html", event=event, board=view, form=ButtonForm())
    answer = jsonify(html=html)
    answer.set_etag(tag)
    return answer


@desk.post("/events/<slug:slug>/gates")
def add(slug: str) -> ResponseReturnValue:
    """Make a link that enrols one phone, and show it this once."""
    event = _found(slug)
    form = GateForm()
    if not form.validate():
        return _page(event, form), 422
    with transaction():
        secret = checkin.make_enrolment(event.id, form.gate.data, _act(), to_confirm=True)
    url = links.gate_enrolment(secret)
    return _render(
        "desk/gates/link.html",
        event=event,
        text=event.text(i18n.current_language()),
        gate=form.gate.data,
        url=url,
        qr=tickets.svg_link(url),
        warnings=_warnings(),
    )


@desk.post("/events/<slug:slug>/gates/scanning")
def scanning(slug: str) -> ResponseReturnValue:
    """Count by passes, too, or by hand alone."""
    event = _found(slug)
    scan = request.form.get("scan") == "on"
    with transaction():
        checkin.set_scanning(event.id, scan, _act())
    flash(
        gettext("Phones scan passes and count by hand.")
        if scan
        else gettext("Phones count by hand alone. They are told at their next contact.")
    )
    return redirect(links.desk_gates(slug), 303)


@desk.post("/events/<slug:slug>/gates/screen")
def screen(slug: str) -> ResponseReturnValue:
    """Make a link that shows the count, and show it this once; or take it back."""
    event = _found(slug)
    if request.form.get("open") != "on":
        with transaction():
            checkin.close_screen(event.id, _act())
        flash(gettext("The link for screens shows nothing any more."))
        return redirect(links.desk_gates(slug), 303)
    with transaction():
        secret = checkin.open_screen(event.id, _act())
    url = links.absolute(links.screen(secret, i18n.current_language()))
    text = event.text(i18n.current_language())
    qr = tickets.svg_link(url)
    return _render("desk/gates/screen.html", event=event, text=text, url=url, qr=qr)


@desk.get("/events/<slug:slug>/gates/report")
def report(slug: str) -> str:
    """Show how many came and how that was counted, to be printed."""
    event = _found(slug)
    return _render(
        "desk/gates/report.html",
        event=event,
        text=event.text(i18n.current_language()),
        begins=i18n.local(event.schedule.begins(), event.timezone),
        board=checkin.board(event.id, moment.now()),
    )


@desk.post("/events/<slug:slug>/gates/<device>/confirm")
def confirm(slug: str, device: str) -> ResponseReturnValue:
    """Let a phone count whose digits were compared."""
    event = _found(slug)
    with transaction():
        checkin.confirm(event.id, _name(device), _act())
    flash(gettext("The phone counts now."))
    return redirect(links.desk_gates(slug), 303)


@desk.route("/events/<slug:slug>/gates/<device>/revoke", methods=["GET", "POST"])
def revoke(slug: str, device: str) -> ResponseReturnValue:
    """Shut a phone out, after asking."""
    event = _found(slug)
    phone = checkin.find_device(_name(device))
    if phone is None or phone.event_id != event.id:
        abort(404)
    if request.method == "GET":
        text = event.text(i18n.current_language())
        page = "desk/gates/revoke.html"
        return _render(page, event=event, text=text, phone=phone, form=ButtonForm())
    with transaction():
        checkin.revoke(event.id, phone.name, _act())
    flash(gettext("The phone is shut out. It forgets everything at its next contact."))
    return redirect(links.desk_gates(slug), 303)


def _page(event: events.Event, form: GateForm) -> str:
    view = checkin.board(event.id, moment.now())
    return _render(
        "desk/gates/gates.html",
        event=event,
        text=event.text(i18n.current_language()),
        board=view,
        gates=sorted({phone.gate for phone in view.phones}),
        add_form=form,
        form=ButtonForm(),
        warnings=_warnings(),
        over=checkin.is_over(event.id, moment.now()),
        on_screen=checkin.has_screen(event.id),
    )


def _warnings() -> list[str]:
    """Say what keeps phones from reaching this server, or from using their camera."""
    if links.is_loopback():
        return [
            gettext(
                "Links lead to %(address)s, which only this machine can open. "
                "Set BASE_URL before you enrol phones.",
                address=links.base_url(),
            )
        ]
    if not links.base_url().startswith("https://"):
        return [gettext("Phones give their camera to pages behind https alone.")]
    return []


def _found(slug: str) -> events.Event:
    return events.find(slug) or abort(404)


def _name(device: str) -> bytes:
    try:
        return bytes.fromhex(device)
    except ValueError:
        abort(404)


def _act() -> Act:
    organiser = current_organiser()
    return current_act(Actor.ORGANISER, organiser.id if organiser else None)
