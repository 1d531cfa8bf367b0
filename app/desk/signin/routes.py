"""Let organisers in and out."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, request, session
from flask.typing import ResponseReturnValue

from app import accounts
from app.desk.signin import browsers, passkeys, passwords, stages, throttle
from app.desk.signin.forms import ButtonForm, CodeForm, LoginForm, PasswordForm
from app.kernel.act import Actor
from app.kernel.ids import OrganiserId
from app.platform import limits, links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext
from app.platform.moment import current_act

desk = Blueprint("signin", __name__)

_WANTED = "wanted"
_MIGHT_LEAD_ELSEWHERE = ("//", "/\\")
_WRONG = lazy_gettext("This address and this password do not belong together.")
_WRONG_CODE = lazy_gettext("This code is wrong, or was used already.")
_TOO_MANY = lazy_gettext("Too many tries for this account. Please wait, or sign in by passkey.")


@desk.route("/login", methods=["GET", "POST"])
@limits.slow("20 per minute", methods=("POST",))
def login() -> ResponseReturnValue:
    """Sign in by address and password; or ask a passkey, whose answer goes elsewhere."""
    form = LoginForm()
    if request.method == "GET":
        return _login_page(form)
    if not form.validate():
        return _login_page(form), 422
    if not throttle.may_guess(form.email.data):
        form.password.errors = [_TOO_MANY]
        return _login_page(form), 429
    organiser = passwords.check_password(form.email.data, form.password.data)
    if organiser is None:
        form.password.errors = [_WRONG]
        return _login_page(form), 422
    return _lead_on(organiser, stages.after_one_factor(organiser.id))


@desk.post("/login/passkey")
@limits.slow("20 per minute")
def passkey() -> ResponseReturnValue:
    """Sign in by a passkey, which is both factors in one."""
    try:
        with transaction():
            used, uses = passkeys.check(request.form.get("answer", ""))
            accounts.count_use(used.id, uses)
    except passkeys.NoPasskey:
        return _login_page(LoginForm(formdata=None), passkey_failed=True), 422
    organiser = accounts.get(used.organiser_id)
    if not organiser.active:
        abort(404)
    return _lead_on(organiser, accounts.Stage.FULL)


@desk.route("/login/code", methods=["GET", "POST"])
@limits.slow("20 per minute", methods=("POST",))
def second() -> ResponseReturnValue:
    """Ask for the code of an app after a right password, or for one that stands in for it."""
    form = CodeForm()
    found = browsers.current_session()
    assert found is not None, "the guard lets nobody else in"  # noqa: S101 - for the reader and mypy
    if request.method == "GET":
        return _second_page(form)
    if not form.validate():
        return _second_page(form), 422
    if not throttle.may_guess_code(found.organiser.id):
        form.code.errors = [_TOO_MANY]
        return _second_page(form), 429
    if not _is_right(found.organiser.id, form.code.data):
        form.code.errors = [_WRONG_CODE]
        return _second_page(form), 422
    return _lead_on(found.organiser, accounts.Stage.FULL)


@desk.post("/logout")
def logout() -> ResponseReturnValue:
    """Sign out."""
    browsers.sign_out()
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
    stage = stages.after_one_factor(organiser_id)
    browsers.sign_in(organiser_id, stage)
    if stage is accounts.Stage.FULL and not accounts.get(organiser_id).password_hash:
        return redirect(links.desk_password(), 303)
    return redirect(stages.leads_to(stage), 303)


@desk.route("/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Choose a password; sessions elsewhere end."""
    form = PasswordForm()
    found = browsers.current_session()
    assert found is not None, "the guard lets nobody else in"  # noqa: S101 - for the reader and mypy
    organiser = found.organiser
    if request.method == "GET":
        return pages.render("desk/account/password.html", form=form, organiser=organiser)
    if not form.validate():
        return pages.render("desk/account/password.html", form=form, organiser=organiser), 422
    hashed = passwords.hash_password(form.password.data)
    with transaction():
        act = current_act(Actor.ORGANISER, organiser.id)
        accounts.set_password_hash(organiser.id, hashed, act)
        accounts.end_sessions(organiser.id)
    browsers.sign_in(organiser.id, found.stage)
    flash(gettext("Your password is set. Sessions on other devices have ended."))
    if found.stage is accounts.Stage.SETTING_UP:
        return redirect(links.desk_code_app(), 303)
    return redirect(links.desk(), 303)


def _login_page(form: LoginForm, *, passkey_failed: bool = False) -> str:
    question = passkeys.ask_for_one(current_act(Actor.ORGANISER)) if passkeys.can_be_used() else ""
    return pages.render(
        "desk/account/login.html",
        form=form,
        button=ButtonForm(),
        question=question,
        passkey_failed=passkey_failed,
        wanted=request.args.get("next", ""),
    )


def _second_page(form: CodeForm) -> str:
    question = passkeys.ask_for_one(current_act(Actor.ORGANISER)) if passkeys.can_be_used() else ""
    return pages.render(
        "desk/account/second.html", form=form, button=ButtonForm(), question=question
    )


def _is_right(organiser_id: OrganiserId, code: str) -> bool:
    try:
        with transaction():
            accounts.check_code(organiser_id, code, current_act(Actor.ORGANISER, organiser_id))
    except accounts.WrongCode:
        return False
    return True


def _lead_on(organiser: accounts.Organiser, stage: accounts.Stage) -> Response:
    """Begin a session, and lead to the page that was wanted once nothing more is asked."""
    wanted = request.args.get("next", "") or session.get(_WANTED, "")
    browsers.sign_in(organiser.id, stage)
    if stage is accounts.Stage.FULL:
        return throttle.know(make_response(redirect(_safe_next(wanted), 303)), organiser.email)
    session[_WANTED] = wanted
    return make_response(redirect(stages.leads_to(stage), 303))


def _safe_next(path: str) -> str:
    """Return where to go after sign-in: a path of the desk, whatever was asked for."""
    if path.startswith("/desk/") and not any(odd in path for odd in _MIGHT_LEAD_ELSEWHERE):
        return path
    return links.desk()
