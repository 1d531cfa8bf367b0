"""The way in for organisers: everything here needs an account, and nothing else sets a cookie."""

from flask import Blueprint, Flask

from app.desk import guard, signin
from app.desk.account import routes as account_routes
from app.desk.campaigns import routes as campaign_routes
from app.desk.events import editing as editing_routes
from app.desk.events import previews as preview_routes
from app.desk.events import routes as event_routes
from app.desk.events import standing as standing_routes
from app.desk.exchange import routes as exchange_routes
from app.desk.gates import routes as gate_routes
from app.desk.hosts import routes as host_routes
from app.desk.kinds import routes as kind_routes
from app.desk.messages import routes as message_routes
from app.desk.needs import routes as need_routes
from app.desk.parties import routes as party_routes
from app.desk.questions import routes as question_routes
from app.desk.retention import routes as retention_routes
from app.desk.series import routes as series_routes
from app.desk.signin import routes as signin_routes
from app.desk.team import invitations as invitation_routes
from app.desk.team import routes as team_routes
from app.desk.tokens import routes as token_routes
from app.desk.unlocking import routes as unlocking_routes

_ROUTES = (
    signin_routes,
    account_routes,
    team_routes,
    invitation_routes,
    event_routes,
    editing_routes,
    preview_routes,
    standing_routes,
    campaign_routes,
    exchange_routes,
    gate_routes,
    host_routes,
    kind_routes,
    message_routes,
    party_routes,
    question_routes,
    need_routes,
    retention_routes,
    series_routes,
    token_routes,
    unlocking_routes,
)


def init(app: Flask) -> None:
    """Add the desk behind its guard, and its sign-in."""
    signin.init(app)
    desk = Blueprint("desk", __name__, url_prefix="/desk")
    guard.protect(desk)
    for routes in _ROUTES:
        desk.register_blueprint(routes.desk)
    app.register_blueprint(desk)
