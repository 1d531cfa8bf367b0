"""Show series: actions that come back, with their next dates in every city."""

from flask import abort

from app import events
from app.platform import i18n, moment, pages
from app.platform.page_layer import keep
from app.public import blueprint

pages_ = blueprint.pages("series")
BLUEPRINTS = (pages_,)

_MOST = 50


@pages_.get("/series/<slug:slug>")
def series(slug: str) -> str:
    """Show a series."""
    found = events.find_series(slug) or abort(404)
    keep(events.next_change(moment.now()))
    return pages.render(
        "public/events/series.html",
        series=found,
        text=found.text(i18n.current_language()),
        upcoming=_listed(slug, events.Span.UPCOMING),
        past=_listed(slug, events.Span.PAST),
        alternates=blueprint.alternates(f"/series/{slug}"),
    )


def _listed(slug: str, span: events.Span) -> list[events.Event]:
    return events.agenda(events.Wanted(series=slug, span=span), moment.now(), most=_MOST)
