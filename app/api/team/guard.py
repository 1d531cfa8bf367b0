"""Ask programs for their token, and let them read what it is for."""

from flask import Blueprint, Response, g, request

from app import accounts
from app.accounts import Scope
from app.api.answers import problem
from app.kernel.act import Actor
from app.kernel.ids import read_secret
from app.platform import moment
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.moment import current_act

_WANTED = {
    "api_team.listed": Scope.EVENTS,
    "api_team.numbers": Scope.NUMBERS,
    "api_operations.metrics": Scope.METRICS,
}


def protect(routes: Blueprint) -> None:
    """Put the guard before everything in a blueprint."""
    routes.before_request(_ask_for_token)
    routes.after_request(seal)


def _ask_for_token() -> Response | None:
    kind, _, told = request.headers.get("Authorization", "").partition(" ")
    secret = read_secret(told) if kind.lower() == "bearer" else None
    token = accounts.find_api_token(secret, moment.now()) if secret else None
    if token is None:
        answer = problem(401, "Unauthorized", "Send a token of your team as Bearer.")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    wanted = _WANTED[str(request.endpoint)]
    runs_it = token.team_id == accounts.FIRST_TEAM
    if wanted not in token.scopes or (wanted is Scope.METRICS and not runs_it):
        return problem(403, "Forbidden", "This token is not for that.")
    if token.used_on != moment.now().date():
        with transaction():
            accounts.note_api_use(token.id, current_act(Actor.DEVICE))
    g.team_id = token.team_id
    return None
