"""Show events: what is coming up, the agenda, an event's own page, its poster, flyers, QR code."""

from datetime import datetime
from typing import Any

from flask import Response, abort, request

from app import calendar, events, rsvps, tickets, volunteers
from app.platform import i18n, links, moment, pages, prose
from app.platform.page_layer import keep
from app.public import blueprint
from app.public.events.listing import Query, choices, page_of

pages_ = blueprint.pages("events")
files = blueprint.files("events")
BLUEPRINTS = (pages_, files)

_ON_FRONT_PAGE = 10
_PAST_ON_FRONT_PAGE = 3


@pages_.get("/")
def home() -> str:
    """Show what is coming up."""
    now = moment.now()
    keep(events.next_change(now))
    return pages.render(
        "public/events/home.html",
        upcoming=events.agenda(events.Wanted(span=events.Span.UPCOMING), now, most=_ON_FRONT_PAGE),
        past=events.agenda(events.Wanted(span=events.Span.PAST), now, most=_PAST_ON_FRONT_PAGE),
        campaigns=events.campaigns(),
        alternates=blueprint.alternates("/"),
    )


@pages_.get("/events")
def agenda() -> str:
    """Show the agenda, searched and filtered; a search looks at past events, too."""
    now = moment.now()
    query = Query.of(request.args)
    if not set(Query.READS) & set(request.args):
        keep(events.next_change(now), reads=Query.READS)
    wanted = query.wanted()
    return pages.render(
        "public/events/agenda.html",
        **page_of(query, events.count(wanted, now)),
        events=events.agenda(wanted, now, skip=query.skip, most=query.most),
        query=query,
        past=query.past,
        **choices(),
        alternates=blueprint.alternates(f"/events{query.suffix}"),
    )


@pages_.get("/e/<slug:slug>")
def event(slug: str) -> str:
    """Show an event to everybody."""
    found = events.find_published(slug) or abort(404)
    now = moment.now()
    hands_until = volunteers.open_until(found.id, now)
    keep(_next_turn(found, now, hands_until))
    shown = _shown(found, now)
    hands = shown["open"] and hands_until is not None
    return pages.render("public/events/event.html", **shown, hands=hands)


@pages_.get("/e/<slug:slug>/poster")
def poster(slug: str) -> str:
    """Show an event's poster, to be printed on A4."""
    return _sheet(slug, "poster")


@pages_.get("/e/<slug:slug>/flyers")
def flyers(slug: str) -> str:
    """Show four flyers of an event, to be printed on A4 and cut."""
    return _sheet(slug, "flyers")


@files.get("/e/<slug:slug>/qr.svg")
def qr(slug: str) -> Response:
    """Give the QR code of an event's short address."""
    _ = events.find_published(slug) or abort(404)
    keep(None)
    return Response(tickets.svg_link(links.short_event(slug)), mimetype="image/svg+xml")


@files.get("/e/<slug:slug>/signing-key.txt")
def signing_key(slug: str) -> Response:
    """Publish the private signing key of an event whose retention is over: its tickets are void."""
    found = events.find_published(slug) or abort(404)
    key = tickets.published_key(found.id) or abort(404)
    told = f"Ed25519 private key, published on purpose: {key.hex()}\n"
    return Response(told, mimetype="text/plain")


def _sheet(slug: str, kind: str) -> str:
    found = events.find_published(slug) or abort(404)
    keep(None)
    return pages.render(
        f"public/events/{kind}.html",
        event=found,
        text=found.text(i18n.current_language()),
        qr=tickets.svg_link(links.short_event(slug)),
        alternates=blueprint.alternates(f"/e/{slug}/{kind}"),
    )


def _shown(event: events.Event, now: datetime) -> dict[str, Any]:
    text = event.text(i18n.current_language())
    return {
        "event": event,
        "text": text,
        "notice": events.shown_notice(event),
        "open": event.takes_rsvps(now),
        "capacity": rsvps.counts(event.id).capacity,
        "coming": rsvps.public_counts([event.id]).get(event.id),
        "kinds": rsvps.kinds_of(event.id),
        "destroy_by": rsvps.destroy_day(event),
        "description": text.summary or prose.as_plain(text.description)[:200],
        "elsewhere": calendar.elsewhere(calendar.invitation(event, text.language)),
        "jsonld": events.json_ld(event, text),
        "alternates": blueprint.alternates(f"/e/{event.slug}"),
    }


def _next_turn(event: events.Event, now: datetime, hands_until: datetime | None) -> datetime | None:
    """Return the next instant at which time alone changes the page."""
    turns = (event.schedule.begins(), event.schedule.over(), hands_until)
    return min((turn for turn in turns if turn is not None and turn > now), default=None)
