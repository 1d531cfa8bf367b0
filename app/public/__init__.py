"""The way in for everybody: no account, no cookie, no JavaScript needed.

Pages live under /<lang>/; the short forms without it lead to the visitor's language.
"""

from flask import Flask

from app.public import blueprint, converters, short
from app.public.calendar import routes as calendar_routes
from app.public.campaigns import routes as campaign_routes
from app.public.events import preview as preview_routes
from app.public.events import routes as event_routes
from app.public.feeds import routes as feed_routes
from app.public.gates import routes as gate_routes
from app.public.hosts import routes as host_routes
from app.public.rsvps import routes as rsvp_routes
from app.public.series import routes as series_routes
from app.public.site import routes as site_routes
from app.public.tickets import routes as ticket_routes
from app.public.volunteers import handing_over as hand_over_routes
from app.public.volunteers import routes as volunteer_routes

_ROUTES = (
    calendar_routes,
    campaign_routes,
    event_routes,
    feed_routes,
    gate_routes,
    hand_over_routes,
    preview_routes,
    host_routes,
    rsvp_routes,
    series_routes,
    site_routes,
    ticket_routes,
    volunteer_routes,
)


def init(app: Flask) -> None:
    """Add the public routes."""
    app.url_map.converters.update(converters.ALL)
    for module in _ROUTES:
        for routes in module.BLUEPRINTS:
            app.register_blueprint(routes)
    short.init(app)
    app.after_request(blueprint.keep_static)
