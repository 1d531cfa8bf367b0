"""Give events to calendars: one as a file, or all, a campaign's, a city's as a feed."""

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from app import calendar, events
from app.platform import i18n
from app.platform.i18n import gettext
from app.platform.page_layer import keep
from app.public import blueprint
from app.public.calendar.feed import Asked, answer

files = blueprint.files("calendar")
BLUEPRINTS = (files,)


@files.get("/e/<slug:slug>.ics")
def event(slug: str) -> Response:
    """Give an event as a calendar file, in the language asked for or its first one."""
    found = events.find_published(slug) or abort(404)
    asked = request.args.get("lang", "")
    i18n.speak(asked if asked in i18n.CODES else found.first_language)
    if asked in {"", *i18n.CODES}:
        keep(None, reads=("lang",))
    entry = calendar.invitation(found, i18n.current_language())
    answered = Response(calendar.entry_file(entry), content_type=calendar.MEDIA_TYPE)
    day = found.starts_on.isoformat()
    answered.headers["Content-Disposition"] = f'attachment; filename="{day}-{slug}.ics"'
    return answered


@files.get("/events.ics")
def feed() -> ResponseReturnValue:
    """Give all events as a feed, or those in a city, or those described in a language."""
    asked = Asked.of(request.args)
    i18n.speak(asked.language or i18n.DEFAULT)
    place = asked.wanted.city
    name = gettext("Demonstrations: %(place)s", place=place) if place else gettext("Demonstrations")
    return answer(asked, lambda: name)


@files.get("/series/<slug:slug>.ics")
def series_feed(slug: str) -> ResponseReturnValue:
    """Give the dates of a series as a feed."""
    series = events.find_series(slug) or abort(404)
    asked = Asked.of_series(request.args, slug)
    i18n.speak(asked.language or series.first_language)
    return answer(asked, lambda: series.text(i18n.current_language()).title)


@files.get("/c/<slug:slug>.ics")
def campaign_feed(slug: str) -> ResponseReturnValue:
    """Give a campaign's events as a feed."""
    asked = Asked.of(request.args, slug)

    def name() -> str:
        campaign = events.find_campaign(slug) or abort(404)
        i18n.speak(asked.language or campaign.first_language)
        return campaign.text(i18n.current_language()).title

    return answer(asked, name)
