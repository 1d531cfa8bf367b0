"""Let programs read events and campaigns: what the public pages show, and nothing else."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, request

from app import events
from app.api.answers import shape, told
from app.api.events.asked import ON_A_PAGE, page_number, wanted
from app.api.events.describing import described
from app.platform import links, moment
from app.platform.page_layer import keep

api = Blueprint("api", __name__, url_prefix="/api/v1")
shape(api)

_DESCRIPTION = Path(__file__).parent.parent / "openapi.json"


@api.get("/openapi.json")
def description() -> Response:
    """Describe this API (OpenAPI 3.1)."""
    keep(None)
    return told({**_description(), "servers": [{"url": links.absolute("/api/v1")}]})


@api.get("/events")
def listed() -> Response:
    """List events: coming ones soonest first; with words or days, past ones after them."""
    question, page, now = wanted(request.args), page_number(request.args), moment.now()
    found = events.agenda(question, now, skip=(page - 1) * ON_A_PAGE, most=ON_A_PAGE)
    total = events.count(question, now)
    return told(
        {
            "events": described(found),
            "page": page,
            "pages": max(1, -(-total // ON_A_PAGE)),
            "total": total,
        }
    )


@api.get("/events/<slug:slug>")
def event(slug: str) -> Response:
    """Describe an event."""
    found = events.find_published(slug) or abort(404)
    keep(None)
    return told(described([found])[0])


@api.get("/campaigns")
def campaigns() -> Response:
    """List campaigns, without their figures."""
    keep(None)
    return told({"campaigns": [events.campaign_as_data(found) for found in events.campaigns()]})


@api.get("/campaigns/<slug:slug>")
def campaign(slug: str) -> Response:
    """Describe a campaign with its figures."""
    found = events.find_campaign(slug) or abort(404)
    keep(None)
    return told(events.campaign_as_data(found))


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:  # JSON
    read: dict[str, Any] = json.loads(_DESCRIPTION.read_text(encoding="utf-8"))
    return read
