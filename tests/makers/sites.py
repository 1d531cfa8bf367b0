"""Make a site with one of everything that the public can look at."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from app import events
from app.cli.sample import campaign
from app.platform.db import transaction
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event
from tests.makers.volunteering import a_need, a_volunteer

CAMPAIGN = campaign.DRAFT.slug


@dataclass(frozen=True, slots=True)
class Site:
    """What is there to be looked at; the secrets of two parties and a volunteer of what comes."""

    coming: str
    past: str
    cancelled: str
    draft: str
    confirmed: str
    waiting: str
    volunteer: str


def a_site(app: Flask) -> Site:
    """Fill the site: a full event, others that are past, cancelled and drafted, and a campaign."""
    coming = an_event(app, capacity=3, title="Rally in Lyon")
    past = an_event(app, title="Past rally", schedule=a_schedule(TODAY - timedelta(days=10)))
    cancelled = an_event(app, title="Cancelled rally")
    draft = an_event(app, title="Drafted rally", published=False)
    with app.app_context(), transaction():
        events.cancel(cancelled.id, an_act())
        events.add_campaign(campaign.DRAFT, an_act())
        weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[coming.starts_on.weekday()]
        rule = f"FREQ=WEEKLY;BYDAY={weekday}"
        events.start_series(coming.id, "weekly", rule, an_act())
    return Site(
        coming.slug,
        past.slug,
        cancelled.slug,
        draft.slug,
        confirmed=a_party(app, coming, people=3),
        waiting=a_party(app, coming, people=2),
        volunteer=a_volunteer(app, coming, a_need(app, coming, "steward")),
    )


def pages_of(site: Site) -> list[str]:
    """Return the path of every page, without its language."""
    event, secret = f"/e/{site.coming}", f"/p/{site.confirmed}"
    return [
        "/",
        "/events",
        "/events?q=rally&past=1",
        "/about",
        "/privacy",
        "/accessibility",
        f"/c/{CAMPAIGN}",
        "/series/weekly",
        event,
        f"{event}/rsvp",
        f"{event}/poster",
        f"{event}/flyers",
        f"/e/{site.past}",
        f"/e/{site.cancelled}",
        secret,
        f"{secret}?confirm=cancel",
        f"{secret}?confirm=erase",
        f"/p/{site.waiting}",
        f"{secret}/confirm/{site.confirmed}",
        f"{event}/volunteer",
        f"/v/{site.volunteer}",
        f"/v/{site.volunteer}?erase=1",
    ]


def files_of(site: Site) -> list[str]:
    """Return the path of everything that has one address in all languages."""
    event, secret = f"/e/{site.coming}", f"/p/{site.confirmed}"
    return [
        "/events.ics",
        f"/c/{CAMPAIGN}.ics",
        "/series/weekly.ics",
        "/events.atom",
        f"/c/{CAMPAIGN}.atom",
        "/sitemap.xml",
        "/sitemap-1.xml",
        f"{event}.ics",
        f"{event}/qr.svg",
        f"{secret}/ticket.svg",
        f"{secret}/ticket.png",
        f"{secret}/event.ics",
        f"{secret}/data.json",
        f"/v/{site.volunteer}/shifts.ics",
        f"/v/{site.volunteer}/ticket.svg",
        f"/v/{site.volunteer}/ticket.png",
        f"/v/{site.volunteer}/data.json",
        "/t",
        "/robots.txt",
        "/.well-known/security.txt",
        "/healthz",
        "/readyz",
    ]
