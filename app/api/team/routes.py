"""Let a team's programs read its events, drafts too, and numbers of people; never who they are."""

from flask import Blueprint, Response, abort, g, request

from app import checkin, events, rsvps
from app.api.answers import answer_in_json, told
from app.api.events.asked import ON_A_PAGE, page_number
from app.api.events.describing import described
from app.api.team import guard
from app.platform import moment

api = Blueprint("api_team", __name__, url_prefix="/api/v1/team")
answer_in_json(api)
guard.protect(api)


@api.get("/events")
def listed() -> Response:
    """List the team's events, coming ones or those of the past."""
    span = events.Span.PAST if request.args.get("past") == "1" else events.Span.UPCOMING
    page, now = page_number(request.args), moment.now()
    skip = (page - 1) * ON_A_PAGE
    found = events.on_the_desk(g.team_id, span, now, skip=skip, most=ON_A_PAGE)
    total = events.count_on_the_desk(g.team_id, span, now)
    return told(
        {
            "events": described(found),
            "page": page,
            "pages": max(1, -(-total // ON_A_PAGE)),
            "total": total,
        }
    )


@api.get("/events/<slug:slug>/numbers")
def numbers(slug: str) -> Response:
    """Tell how many people have a place, wait, and were counted."""
    event = events.find(slug)
    if event is None or events.team_of(slug) != g.team_id:
        abort(404)
    counts = rsvps.counts(event.id)
    return told(
        {
            "confirmed": counts.confirmed,
            "waiting": counts.waiting,
            "capacity": counts.capacity,
            "counted": checkin.presence(event.id).counted,
        }
    )
