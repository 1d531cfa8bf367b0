"""Let organisers in and out."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import accounts
from app.desk.signin import adapter
from app.desk.signin.forms import ButtonForm, LoginForm, PasswordForm
from app.kernel.act import Actor
from app.platform import limits, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext
from app.platform.moment import current_act

desk = Blueprint("signin", __name__)

_MIGHT_LEAD_ELSEWHERE = ("//", "/\\")
_WRONG = lazy_gettext("This address and this password do not belong together.")


@desk.route("/login", methods=["GET", "POST"])
@limits.slow("20 per minute", methods=("POST",))
def login() -> ResponseReturnValue:
    """Sign in by address and password."""
    form = LoginForm()
    if request.method == "GET":
        return pages.render("desk/account/login.html", form=form)
    if not form.validate():
        return pages.render("desk/account/login.html", form=form), 422
    organiser = adapter.check_password(form.email.data, form.password.data)
    if organiser is None:
        form.password.errors = [_WRONG]
        return pages.render("desk/account/login.html", form=form), 422
    adapter.sign_in(organiser)
    return redirect(_safe_next(request.args.get("next", "")), 303)


@desk.post("/logout")
def logout() -> ResponseReturnValue:
    """Sign out."""
    adapter.sign_out()
    answer = redirect(links.desk_login(), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@desk.route("/link/<secret:secret>", methods=["GET", "POST"])
@limits.slow("20 per minute", methods=("POST",))
def link(secret: str) -> ResponseReturnValue:
    """Sign in by a one-time link: opening it shows a button, the button spends it."""
    if request.method == "GET":
        return pages.render("desk/account/link.html", form=ButtonForm(), spent=False)
    try:
        with transaction():
            organiser_id = accounts.use_link(secret, current_act(Actor.ORGANISER))
    except accounts.LinkSpent:
        return pages.render("desk/account/link.html", form=ButtonForm(), spent=True), 409
    organiser = accounts.get(organiser_id)
    adapter.sign_in(organiser)
    return redirect(links.desk() if organiser.password_hash else links.desk_password(), 303)


@desk.route("/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Choose a password; sessions elsewhere end."""
    form = PasswordForm()
    organiser = adapter.current_organiser()
    assert organiser is not None, "the guard lets nobody else in"  # noqa: S101 - for the reader and mypy
    if request.method == "GET":
        return pages.render("desk/account/password.html", form=form, organiser=organiser)
    if not form.validate():
        return pages.render("desk/account/password.html", form=form, organiser=organiser), 422
    hashed = adapter.hash_password(form.password.data)
    with transaction():
        accounts.set_password_hash(organiser.id, hashed, current_act(Actor.ORGANISER, organiser.id))
    adapter.sign_in(accounts.get(organiser.id))
    flash(gettext("Your password is set. Sessions on other devices have ended."))
    return redirect(links.desk(), 303)


def _safe_next(path: str) -> str:
    """Return where to go after sign-in: a path of the desk, whatever was asked for."""
    if path.startswith("/desk/") and not any(odd in path for odd in _MIGHT_LEAD_ELSEWHERE):
        return path
    return links.desk()
