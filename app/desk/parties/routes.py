"""Let organisers see parties without names, and decide by hand with a reason."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act, Actor
from app.kernel.ids import KindId, PartyId
from app.platform import i18n, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext, ngettext
from app.platform.moment import current_act

desk = Blueprint("parties", __name__)

_REASONS = {
    rsvps.Reason.ACCESS: lazy_gettext("access needs"),
    rsvps.Reason.TASK: lazy_gettext("has a task in the event"),
    rsvps.Reason.MISTAKE: lazy_gettext("puts a mistake right"),
    rsvps.Reason.SAFETY: lazy_gettext("safety"),
    rsvps.Reason.FLOOD: lazy_gettext("looks like a false answer"),
}
_STATES: dict[rsvps.PartyState, Any] = {  # lazy texts are not str
    rsvps.PartyState.PENDING: lazy_gettext("Not certain yet"),
    rsvps.PartyState.OFFERED: lazy_gettext("A place is offered"),
    rsvps.PartyState.WAITING: lazy_gettext("On the waiting list"),
}


@desk.get("/events/<slug:slug>/parties")
def parties(slug: str) -> str:
    """Show who is pending, asked, or waiting: numbers, never names."""
    event = events.find(slug) or abort(404)
    after = request.args.get("after", 0, type=int)
    groups = [(said, rsvps.listed(event.id, state, after)) for state, said in _STATES.items()]
    listed = [party.id for _, parties in groups for party in parties]
    return pages.render(
        "desk/parties/parties.html",
        event=event,
        text=event.text(i18n.current_language()),
        groups=groups,
        lines=[(kind, rsvps.listed_seats(kind.id)) for kind in rsvps.kinds_of(event.id)],
        seats=rsvps.seats_of(listed),
        states=_STATES,
        reasons=_REASONS,
        form=ButtonForm(),
        logout=ButtonForm,
    )


@desk.post("/events/<slug:slug>/parties")
def decide(slug: str) -> ResponseReturnValue:
    """Admit or refuse one party, to the event or to places of a further kind."""
    event = events.find(slug) or abort(404)
    party_id = PartyId(request.form.get("party", 0, type=int))
    reason = _reason(request.form.get("reason", ""))
    kind_id = request.form.get("kind", type=int)
    refused = request.form.get("do") == "refuse"
    try:
        with transaction():
            if kind_id is None:
                verb = rsvps.refuse_by_hand if refused else rsvps.admit_by_hand
                verb(event.id, party_id, reason, _act())
            else:
                on_seats = rsvps.refuse_seats_by_hand if refused else rsvps.admit_seats_by_hand
                on_seats(event.id, KindId(kind_id), party_id, reason, _act())
    except rsvps.Full as full:
        flash(_too_few(full.left))
    else:
        flash(gettext("Done."))
    return redirect(links.desk_parties(slug), 303)


def _too_few(left: int) -> str:
    if not left:
        return gettext("No place is free. Nothing was changed.")
    return ngettext(
        "Only one place is free. Nothing was changed.",
        "Only %(num)s places are free. Nothing was changed.",
        left,
    )


def _reason(typed: str) -> rsvps.Reason:
    return next((reason for reason in rsvps.Reason if reason.name == typed), None) or abort(422)


def _act() -> Act:
    organiser = current_organiser()
    return current_act(Actor.ORGANISER, organiser.id if organiser else None)
