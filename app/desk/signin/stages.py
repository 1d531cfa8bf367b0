"""Say what is still wanted of somebody whose first factor was right."""

from flask import current_app

from app import accounts
from app.kernel.ids import OrganiserId
from app.platform import links
from app.platform.settings import Settings

_NEXT = {
    accounts.Stage.SETTING_UP: links.desk_start,
    accounts.Stage.HALF: links.desk_second,
    accounts.Stage.FULL: links.desk,
}
# What each may reach before they are in.
_ON_THE_WAY = {
    accounts.Stage.SETTING_UP: {
        "desk.account.start",
        "desk.account.app",
        "desk.account.add_passkey",
        "desk.signin.password",
        "desk.signin.logout",
    },
    accounts.Stage.HALF: {"desk.signin.second", "desk.signin.logout"},
}


def after_one_factor(organiser_id: OrganiserId) -> accounts.Stage:
    """Return how far a link or a password leads. In a demonstration: all the way."""
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    if settings.demo and settings.loopback:
        return accounts.Stage.FULL
    if accounts.has_second_factor(organiser_id):
        return accounts.Stage.HALF
    return accounts.Stage.SETTING_UP


def may_reach(stage: accounts.Stage, endpoint: str | None) -> bool:
    """Tell whether a page is open to somebody who has come so far."""
    return stage is accounts.Stage.FULL or endpoint in _ON_THE_WAY[stage]


def leads_to(stage: accounts.Stage) -> str:
    """Return the path where somebody goes on."""
    return _NEXT[stage]()
