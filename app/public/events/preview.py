"""Show a draft to whoever has its secret link, and to nobody else."""

from flask import Response, abort, make_response, redirect

from app import events, rsvps
from app.platform import i18n, links, moment, pages
from app.platform.headers import seal
from app.public import blueprint

pages_ = blueprint.pages("previews")
BLUEPRINTS = (pages_,)


@pages_.get("/preview/<secret:secret>")
def preview(secret: str) -> Response:
    """Show a draft as everybody will read it; once it is public, lead to where it is."""
    now = moment.now()
    event = events.find_previewed(secret, now) or abort(404)
    if event.state is not events.State.DRAFT:
        return seal(make_response(redirect(links.event(event.slug, i18n.current_language()))))
    text = event.text(i18n.current_language())
    page = pages.render(
        "public/events/event.html",
        event=event,
        text=text,
        open=event.phase(now) is not events.Phase.PAST,
        capacity=rsvps.counts(event.id).capacity,
        kinds=rsvps.kinds_of(event.id),
        destroy_by=rsvps.destroy_day(event),
        description=text.summary,
        alternates={code: links.preview(secret, code) for code in i18n.CODES},
        preview="link",
    )
    return seal(make_response(page))
