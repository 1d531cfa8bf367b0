"""Fit Flask-Security-Too to our accounts: it checks passwords and keeps sessions, nothing more.

Its own pages, mails, trackers and commits stay off. Sessions are signed cookies under /desk alone;
they name a key of the account that changes when the password does.
"""

from datetime import timedelta
from typing import Any

from flask import Flask, Request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_security import RoleMixin, Security, UserDatastore, UserMixin, current_user
from flask_security.utils import hash_password as _hash
from flask_security.utils import login_user, logout_user, verify_password

from app import accounts
from app.platform.settings import Settings

_LIBRARIES = ("flask_login", "flask_principal", "flask_security")
_SESSION_LIVES = timedelta(hours=12)
# RFC 9106's second choice is too dear for two cores; these are OWASP's least values, 19 ms here.
_ARGON2ID = {"argon2__memory_cost": 19456, "argon2__rounds": 2, "argon2__parallelism": 1}


class _User(UserMixin):
    """An organiser as the library wants to see one."""

    fs_uniquifier = ""

    def __init__(self, organiser: accounts.Organiser) -> None:
        self.organiser = organiser
        self.id = organiser.id
        self.email = organiser.email
        self.active = organiser.active
        self.password = organiser.password_hash
        self.fs_uniquifier = organiser.session_key
        self.roles: list[RoleMixin] = []


class _Store(UserDatastore):
    """Look organisers up; the library never writes."""

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> _User | None:  # noqa: FBT001, FBT002 - the library's signature
        """Return the organiser of a session."""
        del case_insensitive
        found = accounts.find_by_session(str(wanted.get("fs_uniquifier", "")))
        return None if found is None else _User(found)

    def commit(self) -> None:
        """Leave committing to `transaction()`."""


class _DeskSessions(SecureCookieSessionInterface):
    """Open sessions under /desk alone: elsewhere there is none to read, to set or to vary by."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a page of the desk."""
        return super().open_session(app, request) if request.path.startswith("/desk/") else None


def init(app: Flask) -> None:
    """Set the library up: argon2id, and a cookie that exists under /desk alone."""
    settings: Settings = app.config["TURNOUT_SETTINGS"]
    behind_tls = settings.base_url.startswith("https://")
    salt = app.extensions["turnout_vault"].subkey("password pepper").hex()
    app.config.update(
        PERMANENT_SESSION_LIFETIME=_SESSION_LIVES,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_NAME="__Secure-turnout" if behind_tls else "turnout",
        SESSION_COOKIE_PATH="/desk",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=behind_tls,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=int(_SESSION_LIVES.total_seconds()),
        SECURITY_CLI_ROLES_NAME=False,
        SECURITY_CLI_USERS_NAME=False,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of a method
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=_ARGON2ID,
        SECURITY_PASSWORD_SALT=salt,
        SECURITY_USE_REGISTER_V2=True,
    )
    app.session_interface = _DeskSessions()
    Security(app, _Store(_User, RoleMixin), register_blueprint=False)
    _confine_to_desk(app)


def _confine_to_desk(app: Flask) -> None:
    """Let the libraries look at visitors of the desk alone: public pages would pay for it, too."""
    words = app.template_context_processors[None]
    words[:] = [word for word in words if not word.__module__.startswith("flask_login")]
    _move(app.before_request_funcs)
    _move(app.after_request_funcs)


def _move(hooks: dict[Any, list[Any]]) -> None:  # each kind of hook has a type of its own
    theirs = [hook for hook in hooks[None] if hook.__module__.startswith(_LIBRARIES)]
    hooks[None] = [hook for hook in hooks[None] if hook not in theirs]
    hooks["desk"] = theirs + hooks.get("desk", [])


def current_organiser() -> accounts.Organiser | None:
    """Return who is signed in."""
    if not current_user.is_authenticated:
        return None
    organiser: accounts.Organiser = current_user.organiser
    return organiser


def check_password(email: str, password: str) -> accounts.Organiser | None:
    """Return the organiser if the password is theirs; an unknown address takes the same time."""
    found = accounts.find(email)
    if found is None or not found.active or found.password_hash is None:
        _hash(password)
        return None
    return found if verify_password(password, found.password_hash) else None


def hash_password(password: str) -> str:
    """Return what to keep instead of a password: argon2id, peppered with the instance's key."""
    hashed: str = _hash(password)
    return hashed


def sign_in(organiser: accounts.Organiser) -> None:
    """Begin a session of its own; nothing of an earlier one is carried over."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    if language:
        session["language"] = language
    login_user(_User(organiser), remember=False)


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()
