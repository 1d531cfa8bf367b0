"""Let owners say who belongs to a team, and see what was done in it."""

from functools import partial

from flask import Blueprint, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from app import accounts, audit, events
from app.accounts import Role
from app.desk.deeds import said
from app.desk.events.acting import organisers_act
from app.desk.signin import current_organiser
from app.desk.signin.forms import ButtonForm
from app.desk.team.forms import ROLES, InviteForm, TeamForm
from app.kernel.errors import Invalid
from app.kernel.ids import OrganiserId
from app.platform import links, pages
from app.platform.db import transaction
from app.platform.i18n import gettext, lazy_gettext

desk = Blueprint("team", __name__)

_render = partial(pages.render, logout=ButtonForm)
_MEMBER = "/team/members/<int(max=2147483647):organiser_id>"


@desk.get("/team")
def team() -> ResponseReturnValue:
    """Show who belongs to the team."""
    return _page(InviteForm(), TeamForm())


@desk.post("/team/invite")
def invite() -> ResponseReturnValue:
    """Make a link that takes one person into the team, and show it this once."""
    form = InviteForm()
    if not form.validate():
        return _page(form, TeamForm(formdata=None)), 422
    try:
        with transaction():
            role = Role(form.role.data)
            secret = accounts.invite(g.team.team_id, form.email.data, role, organisers_act())
    except Invalid:
        form.email.errors = [lazy_gettext("Enter an e-mail address.")]
        return _page(form, TeamForm(formdata=None)), 422
    url = links.desk_invitation(secret)
    return _render("desk/team/link.html", email=form.email.data, url=url)


@desk.post(f"{_MEMBER}/role")
def set_role(organiser_id: int) -> ResponseReturnValue:
    """Give a member another role."""
    asked = request.form.get("role", "")
    role = next((role for role in Role if role == asked), None) or abort(422)
    try:
        with transaction():
            member = OrganiserId(organiser_id)
            accounts.set_role(g.team.team_id, member, role, organisers_act())
    except accounts.LastOwner:
        return _page(InviteForm(formdata=None), TeamForm(formdata=None), last=True), 409
    flash(gettext("The role is changed."))
    return redirect(links.desk_team(), 303)


@desk.post(f"{_MEMBER}/remove")
def remove(organiser_id: int) -> ResponseReturnValue:
    """Take a member out of the team."""
    try:
        with transaction():
            accounts.remove_member(g.team.team_id, OrganiserId(organiser_id), organisers_act())
    except accounts.LastOwner:
        return _page(InviteForm(formdata=None), TeamForm(formdata=None), last=True), 409
    flash(gettext("This person does not belong to the team any more."))
    return redirect(links.desk(), 303)


@desk.post("/team")
def add() -> ResponseReturnValue:
    """Make a further team for another group, whose owner is at first who made it."""
    form, organiser = TeamForm(), current_organiser()
    assert organiser is not None, "the guard lets nobody else in"  # noqa: S101 - for the reader and mypy
    if not form.validate():
        return _page(InviteForm(formdata=None), form), 422
    try:
        with transaction():
            team_id = accounts.add_team(form.name.data, organiser.id, organisers_act())
    except Invalid:
        form.name.errors = [lazy_gettext("Enter a name.")]
        return _page(InviteForm(formdata=None), form), 422
    return redirect(links.desk_of_team(team_id), 303)


@desk.get("/team/deeds")
def deeds() -> ResponseReturnValue:
    """Show who did what to which of the team's events, for 90 days."""
    members = accounts.members_of(g.team.team_id)
    slugs = events.slugs_of_team(g.team.team_id)
    done = audit.deeds_of(list(slugs), [member.organiser_id for member in members])
    return _render(
        "desk/team/deeds.html",
        deeds=done,
        slugs=slugs,
        who={member.organiser_id: member.email for member in members},
        said=said,
    )


def _page(invite_form: InviteForm, team_form: TeamForm, *, last: bool = False) -> str:
    return _render(
        "desk/team/team.html",
        members=accounts.members_of(g.team.team_id),
        roles=ROLES,
        invite_form=invite_form,
        team_form=team_form,
        button=ButtonForm(),
        last=last,
    )
