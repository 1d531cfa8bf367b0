"""Let owners make tokens for their team's programs, see when they were used, and end them."""

from functools import partial

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue

from app import accounts
from app.desk.events.acting import organisers_act
from app.desk.signin.forms import ButtonForm
from app.desk.tokens.forms import TokenForm
from app.kernel.errors import Invalid
from app.platform import links, moment, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext

desk = Blueprint("tokens", __name__)

_render = partial(pages.render, logout=ButtonForm)
_SAID = {
    "label": lazy_gettext("Say what the token is for, in at most 60 characters."),
    "scopes": lazy_gettext("Choose what it may read."),
}


@desk.get("/team/tokens")
def tokens() -> str:
    """Show the team's tokens, and how to make another."""
    return _page(TokenForm())


@desk.post("/team/tokens")
def add() -> ResponseReturnValue:
    """Make a token, and show it this once."""
    form = TokenForm()
    if not form.validate():
        return _page(form), 422
    try:
        with transaction():
            token = accounts.make_api_token(
                g.team.team_id, form.label.data, form.scopes(), form.days.data, organisers_act()
            )
    except Invalid as refusal:
        field = form.label if refusal.field == "label" else form.events
        field.errors = [_SAID[refusal.field]]
        return _page(form), 422
    return _render("desk/tokens/token.html", token=token, api=links.absolute("/api/v1/team/events"))


@desk.post("/team/tokens/<int(max=2147483647):token_id>/revoke")
def revoke(token_id: int) -> ResponseReturnValue:
    """End a token."""
    with transaction():
        accounts.revoke_api_token(g.team.team_id, token_id, organisers_act())
    flash(gettext("The token opens nothing any more."))
    return redirect(links.desk_tokens(), 303)


def _page(form: TokenForm) -> str:
    return _render(
        "desk/tokens/tokens.html",
        tokens=accounts.api_tokens_of(g.team.team_id),
        now=moment.now(),
        form=form,
        button=ButtonForm(),
    )
