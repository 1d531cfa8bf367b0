"""Say which role each page of the desk wants, and let nobody else in.

What belongs to another team is answered as what never was.
"""

from collections.abc import Sequence

from flask import abort, g, request, session

from app import accounts, events
from app.accounts import Membership, Permission
from app.platform import pages

_WANTED = {
    "campaigns": Permission.EDIT,
    "editing": Permission.EDIT,
    "events": Permission.EDIT,
    "exchange": Permission.OWN,
    "gates": Permission.GATES,
    "hosts": Permission.GATES,
    "kinds": Permission.EDIT,
    "messages": Permission.EDIT,
    "needs": Permission.ROTA,
    "parties": Permission.EDIT,
    "previews": Permission.EDIT,
    "questions": Permission.EDIT,
    "retention": Permission.SEE,
    "series": Permission.EDIT,
    "standing": Permission.EDIT,
    "team": Permission.OWN,
    "tokens": Permission.OWN,
    "unlocking": Permission.OWN,
}
_INDEX = "desk.events.index"
# What people wrote is about them: an editor sees counts alone.
_TO_OWN = {"desk.questions.open_answers"}
_TO_SEE = {"desk.events.show", "desk.events.preview"}
# Campaigns belong to all teams, a file may change any event, and a further team may publish what it
# likes: these are for those who run the instance.
_OF_THE_FIRST_TEAM = {"desk.campaigns", "desk.exchange", "desk.team.add"}
_OF_THE_ACCOUNT = {"signin", "account"}
_CHOSEN = "team"


def refuse_others(teams: Sequence[Membership]) -> tuple[str, int] | None:
    """Find out what the organiser is where this page leads, and whether that is enough."""
    _, part, _ = f"{request.endpoint}..".split(".", 2)
    g.teams = teams
    g.team = _team(teams, part)
    g.may = accounts.permissions(g.team.role) if g.team else frozenset()
    if request.endpoint == _INDEX or part in _OF_THE_ACCOUNT or _wanted(part) in g.may:
        return None
    page = pages.render("desk/errors/role.html")
    return page, 403


def _wanted(part: str) -> Permission:
    """Return what a page wants; one that nobody thought of wants an owner."""
    if request.endpoint in _TO_SEE:
        return Permission.SEE
    if request.endpoint in _TO_OWN:
        return Permission.OWN
    return _WANTED.get(part, Permission.OWN)


def _team(teams: Sequence[Membership], part: str) -> Membership | None:
    if request.path.startswith("/desk/events/") and "slug" in (request.view_args or {}):
        its = events.team_of((request.view_args or {})["slug"])
        return next((team for team in teams if team.team_id == its), None) or abort(404)
    if request.endpoint in _OF_THE_FIRST_TEAM or f"desk.{part}" in _OF_THE_FIRST_TEAM:
        return next((team for team in teams if team.team_id == accounts.FIRST_TEAM), None)
    return _chosen(teams)


def _chosen(teams: Sequence[Membership]) -> Membership | None:
    """Return the team that the organiser looks at: the one chosen last, else the first."""
    asked = request.args.get("team", type=int)
    if asked in {team.team_id for team in teams}:
        session[_CHOSEN] = asked
    chosen = session.get(_CHOSEN)
    return next((team for team in teams if team.team_id == chosen), next(iter(teams), None))
