"""Give events to calendars: one as a file, all or a campaign's as a feed to subscribe to."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from flask import Response, abort, request

from app import calendar, events
from app.platform import i18n, links, moment
from app.platform.i18n import gettext
from app.platform.page_layer import keep
from app.public import blueprint

files = blueprint.files("calendar")
BLUEPRINTS = (files,)

_BEHIND = timedelta(days=30)
_AHEAD = timedelta(days=548)
_SOON = timedelta(hours=48)


@files.get("/e/<slug:slug>.ics")
def event(slug: str) -> Response:
    """Give an event as a calendar file, in the language asked for or its first one."""
    found = events.find_published(slug) or abort(404)
    i18n.speak(_language(found.first_language))
    _keep(None)
    answer = _calendar(calendar.entry_file(calendar.invitation(found, i18n.current_language())))
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return answer


@files.get("/events.ics")
def feed() -> Response:
    """Give all events as a feed."""
    i18n.speak(_language(i18n.DEFAULT))
    return _feed(gettext("Demonstrations"))


@files.get("/c/<slug:slug>.ics")
def campaign_feed(slug: str) -> Response:
    """Give a campaign's events as a feed."""
    campaign = events.find_campaign(slug) or abort(404)
    i18n.speak(_language(campaign.first_language))
    name = campaign.text(i18n.current_language()).title
    return _feed(name, slug)


def _feed(name: str, campaign: str = "") -> Response:
    now = moment.now()
    found = events.within(now - _BEHIND, now + _AHEAD, campaign)
    entries = [calendar.invitation(event, _language(event.first_language)) for event in found]
    _keep(_tomorrow(now))
    source = links.absolute(request.path) + _suffix()
    soon = any(now <= event.schedule.begins() <= now + _SOON for event in found)
    refresh = timedelta(hours=1 if soon else 4)
    about = calendar.Feed(
        name=name,
        description=gettext("Dates and changes, kept up to date."),
        url=source,
        language=i18n.current_language(),
        refresh=refresh,
    )
    return _calendar(calendar.feed(about, entries))


def _language(otherwise: str) -> str:
    asked = request.args.get("lang", "")
    return asked if asked in i18n.CODES else otherwise


def _keep(until: datetime | None) -> None:
    """Keep a file in our languages; made-up ones would push out other pages."""
    if request.args.get("lang", "") in {"", *i18n.CODES}:
        keep(until, reads=("lang",))


def _suffix() -> str:
    asked = request.args.get("lang", "")
    return f"?{urlencode({'lang': asked})}" if asked in i18n.CODES else ""


def _calendar(body: bytes) -> Response:
    return Response(body, content_type="text/calendar; charset=utf-8")


def _tomorrow(now: datetime) -> datetime:
    """Return the instant from which the feed's window is another one."""
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
