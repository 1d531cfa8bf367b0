"""Stand before every page of the desk: who are you, is this form ours, which language."""

from flask import Blueprint, abort, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from app.desk import permissions
from app.desk.signin import current_session, stages
from app.platform import i18n, links
from app.platform.headers import let_the_desk_count, seal
from app.platform.origin import refuse_foreign_forms

_OPEN = {
    "desk.signin.login",
    "desk.signin.link",
    "desk.signin.passkey",
    "desk.invitations.invitation",
}
_SAFE = {"GET", "HEAD", "OPTIONS"}


def protect(routes: Blueprint) -> None:
    """Put the guard before everything in a blueprint."""
    routes.before_request(_speak)
    routes.before_request(refuse_foreign_forms)
    routes.before_request(_refuse_forms_without_token)
    routes.before_request(_ask_who)
    routes.after_request(seal)
    routes.after_request(let_the_desk_count)


def _speak() -> None:
    asked = request.args.get("lang", "")
    if asked in i18n.CODES:
        session["language"] = asked
    i18n.speak(session.get("language") or i18n.preferred(request.accept_languages))


def _refuse_forms_without_token() -> None:
    if request.method in _SAFE:
        return
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        abort(400)


def _ask_who() -> ResponseReturnValue | None:
    if request.endpoint in _OPEN:
        return None
    found = current_session()
    if found is None:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
        return redirect(links.desk_login(wanted), 303)
    if not stages.may_reach(found.stage, request.endpoint):
        return redirect(stages.leads_to(found.stage), 303)
    return permissions.refuse_others(found.teams)
