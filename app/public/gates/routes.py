"""Show the count in large figures; the page fetches itself anew, without a script."""

from flask import Response, abort, make_response

from app import checkin, events
from app.platform import i18n, moment, pages
from app.platform.headers import seal
from app.public import blueprint

public = blueprint.pages("gates")
BLUEPRINTS = (public,)

_EVERY = 10


@public.get("/screen/<secret:secret>")
def screen(secret: str) -> Response:
    """Show how many have come, as far as the phones have told."""
    event_id = checkin.event_on_screen(secret)
    if event_id is None:
        abort(404)
    event = events.get(event_id)
    page = pages.render(
        "public/gates/screen.html",
        event=event,
        text=event.text(i18n.current_language()),
        board=checkin.board(event_id, moment.now()),
    )
    answer = make_response(page)
    answer.headers["Refresh"] = str(_EVERY)
    return seal(answer)
