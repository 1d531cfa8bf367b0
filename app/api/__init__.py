"""The way in for programs: what is public about events, to be read without an account.

The routes are described by openapi.json beside them (OpenAPI 3.1).
"""

from flask import Flask

from app.api.events import routes as event_routes


def init(app: Flask) -> None:
    """Add the API."""
    app.register_blueprint(event_routes.api)
