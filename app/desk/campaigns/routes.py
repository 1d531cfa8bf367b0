"""Let organisers add, change and remove campaigns."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app import events
from app.desk.campaigns.forms import CampaignForm, NewCampaignForm
from app.desk.events.acting import organisers_act
from app.desk.signin.forms import ButtonForm
from app.kernel.errors import Invalid
from app.platform import i18n, links, moment, pages
from app.platform.db import transaction
from app.platform.i18n import gettext

desk = Blueprint("campaigns", __name__)

_render = partial(pages.render, logout=ButtonForm)
_MOST = 50


@desk.get("/campaigns")
def campaigns() -> str:
    """Show all campaigns, and how to add one."""
    return _list_page(NewCampaignForm(formdata=None, language=i18n.current_language()))


@desk.post("/campaigns")
def add() -> ResponseReturnValue:
    """Add a campaign; it is public at once."""
    form = NewCampaignForm()
    if not form.validate():
        return _list_page(form), 422
    try:
        with transaction():
            events.add_campaign(form.draft(), organisers_act())
    except Invalid:
        form.slug.errors = [gettext("Another campaign has this address.")]
        return _list_page(form), 422
    flash(gettext("The campaign is public now. Say more about it here."))
    return redirect(links.desk_campaign(form.slug.data), 303)


@desk.route("/campaigns/<slug:slug>", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    """Change what a campaign says in one language, and its figures."""
    campaign = events.find_campaign(slug) or abort(404)
    asked = request.args.get("text", "")
    language = asked if asked in i18n.CODES else campaign.first_language
    form = CampaignForm.of(campaign, language)
    page = partial(
        _render,
        "desk/campaigns/edit.html",
        campaign=campaign,
        form=form,
        language=language,
        its=events.agenda(events.Wanted(campaign=slug), moment.now(), most=_MOST),
    )
    if request.method == "GET":
        return page()
    if not form.validate():
        return page(), 422
    with transaction():
        act = organisers_act()
        events.reword_campaign(slug, language, form.words(), form.changes(), act)
    flash(gettext("The changes are saved."))
    return redirect(links.desk_campaign(slug, language), 303)


@desk.route("/campaigns/<slug:slug>/remove", methods=["GET", "POST"])
def remove(slug: str) -> ResponseReturnValue:
    """Remove a campaign, after asking; its events stay."""
    campaign = events.find_campaign(slug) or abort(404)
    if request.method == "GET":
        form = ButtonForm()
        return _render("desk/campaigns/remove.html", campaign=campaign, form=form)
    with transaction():
        events.remove_campaign(slug, organisers_act())
    flash(gettext("The campaign is removed. Its events stay."))
    return redirect(links.desk_campaigns(), 303)


def _list_page(form: NewCampaignForm) -> str:
    return _render("desk/campaigns/campaigns.html", campaigns=events.campaigns(), form=form)
