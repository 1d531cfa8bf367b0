"""Compose a volunteer's own page."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from flask import request
from markupsafe import Markup

from app import events, tickets, volunteers
from app.platform import i18n, links, moment, pages
from app.public import blueprint
from app.public.volunteers.forms import ShiftForm
from app.public.volunteers.listing import Asks, Offer, asks_of, by_time

_SAID = {"taken", "waiting", "left", "let_go", "asked", "linked", "kept"}


def show(volunteer: volunteers.Volunteer, secret: str, form: ShiftForm, reason: str = "") -> str:
    """Render the page: shifts, pass, how to keep it, what else could be taken."""
    known = events.get_for_confirmed if volunteer.standing else events.get
    event = known(volunteer.event_id)
    language = i18n.current_language()
    said = request.args.get("said", "")
    offers = _offers(volunteer, event)
    takeable = [offer for offer in offers if offer.objection is None]
    closed = [offer for offer in offers if offer.objection is not None]
    zone = ZoneInfo(event.timezone)
    return pages.render(
        "public/volunteers/own.html",
        event=event,
        text=event.text(language),
        notice=events.shown_notice(event),
        volunteer=volunteer,
        secret=secret,
        form=form,
        reason=reason,
        wishes=volunteer.candidacies_at(moment.now()),
        days_shown=by_time(takeable, zone),
        days_closed=by_time(closed, zone),
        asks=_asks(volunteer, takeable),
        leave_until=volunteers.leave_until,
        two_at_once=volunteers.two_at_once(volunteer.standing),
        may_leave=lambda need: need.removed or volunteers.may_leave(need, moment.now()),
        qr=_picture(volunteer, secret),
        short_code=_short_code(volunteer, secret),
        private_url=links.absolute(links.volunteer(secret, language)),
        feed_url=links.absolute(links.volunteer_ics(secret, language)),
        destroy_by=volunteers.destroy_day(event),
        said=said if said in _SAID else "",
        alternates=blueprint.alternates(f"/v/{secret}"),
    )


def confirm_leave(volunteer: volunteers.Volunteer, secret: str, need: volunteers.Need) -> str:
    """Render the question that comes before giving a shift back."""
    asked = f"/v/{secret}?leave={need.id}"
    return _question("public/volunteers/leave.html", volunteer, asked, secret=secret, need=need)


def ask_how_to_hand_over(
    volunteer: volunteers.Volunteer, secret: str, need: volunteers.Need
) -> str:
    """Render the choice to whom a shift is handed over."""
    asked = f"/v/{secret}?over={need.id}"
    return _question("public/volunteers/hand_over.html", volunteer, asked, secret=secret, need=need)


def confirm_erase(volunteer: volunteers.Volunteer, secret: str) -> str:
    """Render the question that comes before erasing everything."""
    asked = f"/v/{secret}?erase=1"
    return _question("public/volunteers/erase.html", volunteer, asked, secret=secret)


def _question(template: str, volunteer: volunteers.Volunteer, asked: str, **more: object) -> str:
    event = events.get(volunteer.event_id)
    return pages.render(
        template,
        event=event,
        text=event.text(i18n.current_language()),
        alternates=blueprint.alternates(asked),
        **more,
    )


def _offers(volunteer: volunteers.Volunteer, event: events.Event) -> list[Offer]:
    """Return what the volunteer could take, and what stands against the rest."""
    now = moment.now()
    if not events.takes_rsvps(event.id, now):
        return []
    wished = {wish.need.id for wish in volunteer.candidacies_at(now)}
    person = volunteers.Person(volunteer.shifts, adult=True, skills=volunteers.EVERYTHING)
    setting = volunteers.Setting(now, limits=volunteers.limits(event.id))
    return [
        Offer(need, volunteers.decide(need, person, setting))
        for need in volunteers.needs(event.id)
        if need.shift.ends > now and not volunteer.has(need.id) and need.id not in wished
    ]


def _asks(volunteer: volunteers.Volunteer, offers: list[Offer]) -> Asks:
    """Return what the shifts that could be taken ask, without what is known already."""
    asks = asks_of(offers)
    return replace(asks, age=asks.age and not volunteer.adult)


def _picture(volunteer: volunteers.Volunteer, secret: str) -> Markup | None:
    if not volunteers.has_ticket(volunteer):
        return None
    picture = tickets.svg(volunteers.code_of(volunteer, secret), links.ticket_prefix())
    return Markup(picture)  # noqa: S704 - made by us from a code of 41 characters  # nosec B704


def _short_code(volunteer: volunteers.Volunteer, secret: str) -> str:
    if not volunteers.has_ticket(volunteer):
        return ""
    return volunteers.short_code_of(volunteer, secret)
