"""Know who sits at a browser: a signed cookie under /desk alone names a session of the account."""

from typing import cast

from flask import Flask, Request, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from app import accounts
from app.kernel.act import Actor
from app.kernel.ids import OrganiserId
from app.platform import moment
from app.platform.db import transaction
from app.platform.moment import current_act
from app.platform.settings import Settings

_KEY = "key"


class _DeskSessions(SecureCookieSessionInterface):
    """Open sessions under /desk alone: elsewhere there is none to read, to set or to vary by."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a page of the desk."""
        return super().open_session(app, request) if request.path.startswith("/desk/") else None


def init(app: Flask) -> None:
    """Have a cookie that exists under /desk alone."""
    settings: Settings = app.config["TURNOUT_SETTINGS"]
    app.config.update(
        PERMANENT_SESSION_LIFETIME=accounts.LIVES,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_NAME="__Secure-turnout" if settings.encrypted else "turnout",
        SESSION_COOKIE_PATH="/desk",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.encrypted,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=int(accounts.LIVES.total_seconds()),
    )
    app.session_interface = _DeskSessions()


def current_session() -> accounts.DeskSession | None:
    """Return the session at hand, however far the organiser has come."""
    if "desk_session" not in g:
        key = session.get(_KEY)
        g.desk_session = accounts.find_session(key, moment.now()) if key else None
    return cast("accounts.DeskSession | None", g.desk_session)


def current_organiser() -> accounts.Organiser | None:
    """Return who is signed in."""
    found = current_session()
    return found.organiser if found and found.stage is accounts.Stage.FULL else None


def sign_in(organiser_id: OrganiserId, stage: accounts.Stage) -> None:
    """Begin a session of its own; nothing of an earlier one is carried over but the language."""
    language = session.get("language")
    with transaction():
        accounts.leave_session(session.get(_KEY, ""))
        key = accounts.begin(organiser_id, stage, current_act(Actor.ORGANISER, organiser_id))
    session.clear()
    session.permanent = True
    if language:
        session["language"] = language
    session[_KEY] = key
    g.pop("desk_session", None)


def sign_out() -> None:
    """End the session."""
    with transaction():
        accounts.leave_session(session.get(_KEY, ""))
    session.clear()
    g.pop("desk_session", None)
