"""Compose the page of what is needed: the whole list, one shift of it, or what else is open."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, make_response, request

from app import events, volunteers
from app.platform import i18n, moment, pages
from app.public import blueprint
from app.public.volunteers.forms import ClaimForm
from app.public.volunteers.listing import Looking, Offer, asks_of, by_time, days_of

_ANYBODY = volunteers.Person(adult=True, skills=volunteers.EVERYTHING)


def show(event: events.Event, form: ClaimForm) -> Response:
    """Show all that is needed and can still be taken, filtered; or the one shift asked for."""
    needs = _ahead(event)
    chosen = [need for need in needs if str(need.id) == request.args.get("need")]
    if chosen:
        return _page(event, form, chosen, 200, chosen=chosen[0])
    looking = Looking.of(request.args)
    zone = ZoneInfo(event.timezone)
    found = [need for need in needs if looking.fits(need, zone)]
    return _page(
        event,
        form,
        looking.on_page(found),
        200,
        looking=looking,
        pages=-(-len(found) // looking.most),
        needed=needs,
        spoken_here=_spoken(needs),
        days=days_of(needs, zone),
    )


def show_again(event: events.Event, form: ClaimForm, status: int = 422) -> Response:
    """Show the form with its errors or its effort, and the shift that was chosen alone."""
    needs = _ahead(event)
    chosen = [need for need in needs if need.id == form.need.data]
    return _page(event, form, chosen or needs, status, chosen=chosen[0] if chosen else None)


def show_refused(event: events.Event, form: ClaimForm, reason: str) -> Response:
    """Say why a shift could not be taken, and offer what else is open, with what was typed."""
    still_open = [need for need in _ahead(event) if need.left or need.id == form.need.data]
    return _page(event, form, still_open, 409, reason=reason)


def show_closed(event: events.Event) -> Response:
    """Say that nobody is needed any more."""
    rendered = pages.render(
        "public/volunteers/closed.html",
        event=event,
        text=event.text(i18n.current_language()),
        alternates=blueprint.alternates(f"/e/{event.slug}/volunteer"),
    )
    return make_response(rendered, 409)


def _spoken(needs: list[volunteers.Need]) -> list[str]:
    """Return the languages that can make a difference, and ours."""
    asked = {code for need in needs for code in (*need.languages, *need.terms.speakers)}
    return [code for code in volunteers.LANGUAGES if code in asked.union(i18n.CODES)]


def _ahead(event: events.Event) -> list[volunteers.Need]:
    now = moment.now()
    return [need for need in volunteers.needs(event.id) if need.shift.ends > now]


def _page(
    event: events.Event,
    form: ClaimForm,
    needs: Any,  # a sequence, sliced
    status: int,
    **more: object,
) -> Response:
    now = moment.now()
    offers = [Offer(need, _objection(need, now)) for need in needs]
    given = {
        "event": event,
        "text": event.text(i18n.current_language()),
        "form": form,
        "days_shown": by_time(offers, ZoneInfo(event.timezone)),
        "asks": asks_of(offers),
        "destroy_by": volunteers.destroy_day(event),
        "reason": "",
        "chosen": None,
        "looking": None,
        "alternates": blueprint.alternates(f"/e/{event.slug}/volunteer{_suffix()}"),
    }
    return make_response(pages.render("public/volunteers/call.html", **{**given, **more}), status)


def _objection(need: volunteers.Need, now: datetime) -> volunteers.Objection | None:
    return volunteers.decide(need, _ANYBODY, volunteers.Setting(now))


def _suffix() -> str:
    return f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
