"""Let organisers choose what they sign in with, and end sessions."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import accounts, tickets
from app.desk.signin import browsers, passkeys
from app.desk.signin.forms import ButtonForm, CodeForm
from app.kernel.act import Act, Actor
from app.platform import links, moment, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext
from app.platform.moment import current_act

desk = Blueprint("account", __name__)

_WRONG_CODE = lazy_gettext("This is not the code that the app should show now.")


@desk.get("/account")
def account() -> ResponseReturnValue:
    """Show what the organiser signs in with, and where they are signed in."""
    return _page()


@desk.get("/account/start")
def start() -> ResponseReturnValue:
    """Ask what to sign in with from now on."""
    organiser = _here().organiser
    return pages.render(
        "desk/account/start.html",
        organiser=organiser,
        question=_question(organiser),
        button=ButtonForm(),
    )


@desk.post("/account/passkeys")
def add_passkey() -> ResponseReturnValue:
    """Keep a passkey that the browser made."""
    here = _here()
    try:
        with transaction():
            passkeys.add(here.organiser, request.form.get("answer", ""), _act(here))
    except passkeys.NoPasskey:
        flash(gettext("The device made no passkey. Nothing was changed."))
        return redirect(_back(here), 303)
    _let_in(here)
    flash(gettext("From now on you can sign in by this passkey."))
    return redirect(links.desk_account(), 303)


@desk.post("/account/passkeys/<int(max=2147483647):passkey_id>/remove")
def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    """Let nobody sign in by a passkey any more."""
    here = _here()
    try:
        with transaction():
            accounts.remove_passkey(here.organiser.id, passkey_id, _act(here))
    except accounts.LastFactor:
        return _page(last=True), 409
    flash(gettext("The passkey opens nothing any more."))
    return redirect(links.desk_account(), 303)


@desk.route("/account/app", methods=["GET", "POST"])
def app() -> ResponseReturnValue:
    """Set a code app up; then show, this once, the codes that stand in for it."""
    here, form = _here(), CodeForm()
    if here.organiser.password_hash is None:
        return redirect(links.desk_password(), 303)
    if request.method == "GET":
        return _app_page(here, form)
    if not form.validate():
        return _app_page(here, form), 422
    try:
        with transaction():
            nonce = accounts.nonce_for(here.key)
            accounts.set_up_app(here.organiser.id, nonce, form.code.data, _act(here))
            codes = accounts.new_recovery_codes(here.organiser.id, _act(here))
    except accounts.WrongCode:
        form.code.errors = [_WRONG_CODE]
        return _app_page(here, form), 422
    _let_in(here)
    return _codes_page(codes)


@desk.post("/account/app/remove")
def remove_app() -> ResponseReturnValue:
    """Want no codes of an app any more."""
    here = _here()
    try:
        with transaction():
            accounts.remove_app(here.organiser.id, _act(here))
    except accounts.LastFactor:
        return _page(last=True), 409
    flash(gettext("No code is asked for any more."))
    return redirect(links.desk_account(), 303)


@desk.post("/account/codes")
def codes() -> ResponseReturnValue:
    """Make new codes that stand in for the app, and show them this once."""
    here = _here()
    with transaction():
        made = accounts.new_recovery_codes(here.organiser.id, _act(here))
    return _codes_page(made)


@desk.post("/account/sessions/<int(max=2147483647):session_id>/end")
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign out elsewhere."""
    here = _here()
    with transaction():
        accounts.end_session(here.organiser.id, session_id, _act(here))
    flash(gettext("That session has ended."))
    return redirect(links.desk_account(), 303)


def _page(*, last: bool = False) -> str:
    here = _here()
    organiser = here.organiser
    return pages.render(
        "desk/account/account.html",
        logout=ButtonForm,
        organiser=organiser,
        here=here,
        last=last,
        passkeys=accounts.passkeys_of(organiser.id),
        codes_left=accounts.recovery_codes_left(organiser.id),
        sessions=accounts.sessions_of(organiser.id, moment.now()),
        question=_question(organiser),
        button=ButtonForm(),
    )


def _app_page(here: accounts.DeskSession, form: CodeForm) -> str:
    nonce = accounts.nonce_for(here.key)
    address = accounts.app_address(nonce, here.organiser.email, "Turnout")
    return pages.render(
        "desk/account/app.html",
        form=form,
        qr=tickets.svg_link(address),
        secret=accounts.typed_secret(nonce),
    )


def _codes_page(codes: list[str]) -> str:
    return pages.render("desk/account/codes.html", logout=ButtonForm, codes=codes)


def _question(organiser: accounts.Organiser) -> str:
    if not passkeys.can_be_used():
        return ""
    return passkeys.ask_for_a_new_one(organiser, current_act(Actor.ORGANISER, organiser.id))


def _let_in(here: accounts.DeskSession) -> None:
    """Have what was set up just now count as the second factor; sessions elsewhere end."""
    with transaction():
        accounts.end_sessions(here.organiser.id)
    browsers.sign_in(here.organiser.id, accounts.Stage.FULL)


def _back(here: accounts.DeskSession) -> str:
    return links.desk_account() if here.stage is accounts.Stage.FULL else links.desk_start()


def _here() -> accounts.DeskSession:
    found = browsers.current_session()
    assert found is not None, "the guard lets nobody else in"  # noqa: S101 - for the reader and mypy
    return found


def _act(here: accounts.DeskSession) -> Act:
    return current_act(Actor.ORGANISER, here.organiser.id)
