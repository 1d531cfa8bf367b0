"""Let a party have places of further kinds beside its own, as seats in a coach."""

from collections.abc import Mapping
from functools import partial

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app import events, rsvps
from app.kernel.act import Actor
from app.kernel.ids import KindId
from app.platform import i18n, limits, links
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.i18n import gettext, ngettext
from app.platform.moment import current_act
from app.public import blueprint
from app.public.rsvps import own_page
from app.public.rsvps.seats_form import SeatsForm

pages_ = blueprint.pages("seats")
BLUEPRINTS = (pages_,)

pages_.after_request(seal)

_attendee = partial(current_act, Actor.ATTENDEE)
_KIND = "/p/<secret:secret>/seats/<int(max=2147483647):kind_id>"


@pages_.post(_KIND)
@limits.slow("60 per minute")
def change(secret: str, kind_id: int) -> ResponseReturnValue:
    """Let a party have more or fewer places of a kind, or none."""
    held, kind = rsvps.get(secret), KindId(kind_id)
    form = SeatsForm.of(kind, held, 0, request.form)
    if not form.validate():
        return own_page.show(held, secret, form), 422
    try:
        with transaction():
            rsvps.change_seats(secret, kind, form.number(), _attendee())
    except (rsvps.SeatsTaken, rsvps.PartyCancelled, rsvps.EventOver) as refusal:
        form.people.errors = [_why_not(refusal)]
        return own_page.show(rsvps.get(secret), secret, form), 409
    return _back(secret, kind, "seats")


@pages_.post(f"{_KIND}/accept")
@limits.slow("60 per minute")
def accept(secret: str, kind_id: int) -> ResponseReturnValue:
    """Let a party take the places of a kind that are offered to it."""
    kind = KindId(kind_id)
    try:
        with transaction():
            rsvps.accept_seats(secret, kind, _attendee())
    except rsvps.OfferEnded:
        return _back(secret, kind, "ended")
    return _back(secret, kind, "seats")


def told(kind: rsvps.Kind, seats: rsvps.Seats, event: events.Event) -> Mapping[str, object]:
    """Return what is held about a party's places of a kind, for its own eyes."""
    return {
        "kind": kind.name(event.first_language),
        "state": seats.state,
        "people": seats.people,
        "position": seats.position,
        "held_until": seats.ends_at.isoformat() if seats.ends_at else None,
    }


def _why_not(refusal: Exception) -> str:
    if not isinstance(refusal, rsvps.SeatsTaken):
        return gettext("This cannot be changed any more.")
    if not refusal.at_most:
        return gettext("There are no more places. Nothing was changed.")
    return ngettext(
        "You can have one place of this kind. Nothing was changed.",
        "You can have %(num)s places of this kind. Nothing was changed.",
        refusal.at_most,
    )


def _back(secret: str, kind: KindId, said: str) -> ResponseReturnValue:
    here = links.party(secret, i18n.current_language(), said)
    return redirect(f"{here}#kind-{kind}", 303)
