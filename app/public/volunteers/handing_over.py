"""Let volunteers hand a shift over, to whoever takes it or to one person by a link."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from app import events, volunteers
from app.kernel.act import Act, Actor
from app.platform import i18n, limits, links, moment, pages
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.i18n import gettext
from app.platform.moment import current_act
from app.platform.vault import KeyDestroyed
from app.public import blueprint
from app.public.volunteers import own_page
from app.public.volunteers.forms import ClaimForm, OwnLinkForm, ShiftForm
from app.public.volunteers.listing import Offer, asks_of

pages_ = blueprint.pages("handing_over")
BLUEPRINTS = (pages_,)

pages_.after_request(seal)

_attendee = partial(current_act, Actor.ATTENDEE)
_LINK = "/v/hand-over/<secret:link>"


@pages_.post("/v/<secret:secret>/hand-over")
@limits.slow("60 per minute")
def hand_over(secret: str) -> ResponseReturnValue:
    """Look for somebody who takes a shift over: among all, or by a link for one person."""
    to_all = request.form.get("to") == "all"
    ask = volunteers.hand_over_to_all if to_all else volunteers.hand_over_by_link
    return _done(secret, ask, "asked" if to_all else "linked")


@pages_.post("/v/<secret:secret>/keep")
@limits.slow("60 per minute")
def keep(secret: str) -> ResponseReturnValue:
    """Keep a shift that was to be handed over."""
    return _done(secret, volunteers.keep_shift, "kept")


@pages_.get(_LINK)
def ask(link: str) -> ResponseReturnValue:
    """Show what a link hands over."""
    need = volunteers.find_handed_over(link) or abort(404)
    return _page(link, need, ClaimForm.of(events.get(need.event_id)))


@pages_.post(_LINK)
@limits.slow("60 per minute")
def take_over(link: str) -> ResponseReturnValue:
    """Take a shift over and lead to the page of whoever did."""
    need = volunteers.find_handed_over(link) or abort(404)
    form = ClaimForm.of(events.get(need.event_id), request.form)
    if not form.validate():
        return _page(link, need, form), 422
    asked = replace(form.asked(link=link), need_id=need.id)
    try:
        with transaction():
            secret = volunteers.enlist(need.event_id, form.wish(asked), _attendee())
    except volunteers.ClaimRefused as refused:
        return _refused(link, need, form, refused.objection)
    except volunteers.ReplayDiffers:
        return _page(link, need, ClaimForm.of(events.get(need.event_id)), "replay"), 409
    except KeyDestroyed:
        abort(404)
    return redirect(links.volunteer(secret, i18n.current_language(), "taken"), 303)


@pages_.post(f"{_LINK}/mine")
@limits.slow("60 per minute")
def take_over_as_known(link: str) -> ResponseReturnValue:
    """Take a shift over for somebody who has a page already."""
    need = volunteers.find_handed_over(link) or abort(404)
    form = OwnLinkForm(request.form)
    secret = form.secret() if form.validate() else None
    mine = secret and volunteers.find(secret)
    if not secret or not mine or mine.event_id != need.event_id:
        form.mine.errors = [gettext("This is not the link of a page of yours for this event.")]
        return _page(link, need, form), 422
    asked = replace(form.asked(link=link), need_id=need.id)
    try:
        with transaction():
            volunteers.claim(secret, asked, _attendee())
    except volunteers.ClaimRefused as refused:
        return _refused(link, need, form, refused.objection)
    return redirect(links.volunteer(secret, i18n.current_language(), "taken"), 303)


def _done(secret: str, ask: Callable[[str, int, Act], None], said: str) -> ResponseReturnValue:
    form = ShiftForm(request.form)
    if not form.validate():
        return own_page.show(volunteers.get(secret), secret, form), 422
    with transaction():
        ask(secret, form.need_id(), _attendee())
    return redirect(links.volunteer(secret, i18n.current_language(), said), 303)


def _refused(
    link: str,
    need: volunteers.Need,
    form: ClaimForm | OwnLinkForm,
    objection: volunteers.Objection,
) -> ResponseReturnValue:
    if form.blame(objection):
        return _page(link, need, form), 422
    return _page(link, need, form, objection), 409


def _page(link: str, need: volunteers.Need, form: ClaimForm | OwnLinkForm, reason: str = "") -> str:
    """Render the page with one of its two forms as it was sent."""
    event = events.get(need.event_id)
    known = isinstance(form, OwnLinkForm)
    return pages.render(
        "public/volunteers/take_over.html",
        event=event,
        text=event.text(i18n.current_language()),
        need=need,
        link=link,
        sent=form,
        form=ClaimForm.of(event) if known else form,
        known=form if known else OwnLinkForm(),
        reason=reason,
        asks=asks_of([Offer(need, None)]),
        is_open=events.takes_rsvps(event.id, moment.now()),
        destroy_by=volunteers.destroy_day(event),
        alternates=blueprint.alternates(f"/v/hand-over/{link}"),
    )
