"""The way in for programs: what is public, without an account; what is a team's, with a token.

The routes are described by openapi.json beside them (OpenAPI 3.1).
"""

from flask import Flask

from app.api.events import routes as event_routes
from app.api.operations import routes as operation_routes
from app.api.team import routes as team_routes


def init(app: Flask) -> None:
    """Add the API."""
    app.register_blueprint(event_routes.api)
    app.register_blueprint(team_routes.api)
    app.register_blueprint(operation_routes.api)
