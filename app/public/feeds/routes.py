"""Tell feed readers what is new (RFC 4287), and search engines which pages there are."""

from datetime import UTC, datetime

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from app import calendar, events
from app.platform import i18n, links, pages
from app.platform.i18n import gettext
from app.platform.page_layer import keep, known_tag
from app.public import blueprint

files = blueprint.files("feeds")
BLUEPRINTS = (files,)

_NEWS = 50
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ATOM = "application/atom+xml; charset=utf-8"
_PAGES = ("/", "/events", "/about", "/privacy", "/accessibility")


@files.get("/events.atom")
def news() -> ResponseReturnValue:
    """Give the events that were changed last."""
    i18n.speak(_asked() or i18n.DEFAULT)
    return _atom(events.Wanted(), gettext("Demonstrations"), links.home(i18n.current_language()))


@files.get("/c/<slug:slug>.atom")
def campaign_news(slug: str) -> ResponseReturnValue:
    """Give the events of a campaign that were changed last."""
    campaign = events.find_campaign(slug) or abort(404)
    i18n.speak(_asked() or campaign.first_language)
    language = i18n.current_language()
    title = campaign.text(language).title
    return _atom(events.Wanted(campaign=slug), title, links.campaign(slug, language))


@files.get("/sitemap.xml")
def sitemap() -> Response:
    """Name the parts of the list of pages, each with so many events at most."""
    keep(None)
    parts = [links.sitemap(part) for part in range(1, events.parts() + 1)]
    return _xml("sitemap-index.xml", parts=parts)


@files.get("/sitemap-<int(min=1):part>.xml")
def part_of_sitemap(part: int) -> Response:
    """List pages in all their languages: general ones, campaigns and series first, then events."""
    if part > events.parts():
        abort(404)
    keep(None)
    general = [
        *_PAGES,
        *(f"/c/{campaign.slug}" for campaign in events.campaigns()),
        *(f"/series/{slug}" for slug in events.series_slugs()),
    ]
    of_events = [(f"/e/{slug}", changed) for slug, changed in events.in_part(part)]
    addresses = [(path, None) for path in general if part == 1] + of_events
    return _xml("sitemap.xml", addresses=addresses, alternates=blueprint.alternates)


def _atom(wanted: events.Wanted, title: str, about: str) -> ResponseReturnValue:
    listed = events.latest_changes(wanted, _NEWS)
    version = calendar.version(request.path, _asked(), title, listed)
    tag = known_tag(version)
    if tag:
        return Response(status=304, headers={"ETag": tag, "Cache-Control": "public, no-cache"})
    entries = [
        (event.text(language), calendar.invitation(event, language))
        for event in events.events_of(listed)
        for language in [_asked() or event.first_language]
    ]
    updated = max((one.changed_at for one in listed), default=_NEVER)
    answer = _xml("atom.xml", title=title, about=about, entries=entries, updated=updated)
    answer.headers["Content-Type"] = _ATOM
    answer.set_etag(version)
    if listed:
        answer.last_modified = updated
    if request.args.get("lang", "") in {"", *i18n.CODES}:
        keep(None, reads=("lang",))
    return answer


def _asked() -> str:
    asked = request.args.get("lang", "")
    return asked if asked in i18n.CODES else ""


def _xml(template: str, **context: object) -> Response:
    written = pages.render(f"public/feeds/{template}", **context)
    return Response(written, content_type="application/xml; charset=utf-8")
