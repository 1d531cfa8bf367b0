"""Show campaigns with their figures and events."""

from flask import abort

from app import events
from app.platform import i18n, moment, pages
from app.platform.page_layer import keep
from app.public import blueprint

pages_ = blueprint.pages("campaigns")
BLUEPRINTS = (pages_,)

_MOST = 50


@pages_.get("/c/<slug:slug>")
def campaign(slug: str) -> str:
    """Show a campaign."""
    found = events.find_campaign(slug) or abort(404)
    now = moment.now()
    keep(events.next_change(now))
    return pages.render(
        "public/events/campaign.html",
        campaign=found,
        text=found.text(i18n.current_language()),
        figures=found.figures,
        upcoming=_listed(slug, events.Span.UPCOMING),
        past=_listed(slug, events.Span.PAST),
        alternates=blueprint.alternates(f"/c/{slug}"),
    )


def _listed(slug: str, span: events.Span) -> list[events.Event]:
    return events.agenda(events.Wanted(campaign=slug, span=span), moment.now(), most=_MOST)
