"""Take people in who were invited: looking at the link changes nothing, its button does."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import accounts
from app.desk.signin import browsers, stages
from app.desk.signin.forms import ButtonForm
from app.desk.team.forms import ROLES
from app.kernel.act import Actor
from app.platform import limits, links, moment, pages
from app.platform.db import transaction
from app.platform.moment import current_act

desk = Blueprint("invitations", __name__)


@desk.route("/invitation/<secret:secret>", methods=["GET", "POST"])
@limits.slow("20 per minute", methods=("POST",))
def invitation(secret: str) -> ResponseReturnValue:
    """Join a team; who has no account yet gets one, and chooses what to sign in with."""
    found = accounts.find_invitation(secret, moment.now())
    organiser = browsers.current_organiser()
    if request.method == "GET":
        return _page(found, organiser)
    if found is None:
        return _page(found, organiser), 409
    if organiser is None and accounts.find(found.email) is not None:
        return redirect(links.desk_login(links.desk_invitation_path(secret)), 303)
    with transaction():
        act = current_act(Actor.ORGANISER, organiser.id if organiser else None)
        organiser_id = organiser.id if organiser else accounts.add(found.email, act)
        accounts.accept_invitation(secret, organiser_id, act)
    if organiser is not None:
        return redirect(links.desk(), 303)
    stage = stages.after_one_factor(organiser_id)
    browsers.sign_in(organiser_id, stage)
    return redirect(stages.leads_to(stage), 303)


def _page(found: accounts.Invitation | None, organiser: accounts.Organiser | None) -> str:
    return pages.render(
        "desk/team/invitation.html",
        found=found,
        organiser=organiser,
        role=ROLES[found.role] if found else "",
        button=ButtonForm(),
    )
