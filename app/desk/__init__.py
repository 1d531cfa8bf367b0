"""The way in for organisers: everything here needs an account, and nothing else sets a cookie."""

from flask import Flask

from app.desk import guard, signin
from app.desk.events import routes as event_routes
from app.desk.signin import routes as signin_routes


def init(app: Flask) -> None:
    """Add the desk, its guard and its sign-in."""
    signin.init(app)
    for routes in (signin_routes.desk, event_routes.desk):
        guard.protect(routes)
        app.register_blueprint(routes)
