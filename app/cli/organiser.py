"""Let people sign in at the desk."""

import click
from flask.cli import AppGroup

from app import accounts
from app.cli.saying import refusing, remark, told
from app.kernel.act import Actor
from app.platform import links
from app.platform.db import transaction
from app.platform.moment import current_act

organiser = AppGroup("organiser", help="Add organisers and let them in.")


@organiser.command("add")
@click.argument("email")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def add(email: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Add an organiser and print a one-time sign-in link."""
    del as_json
    with refusing(), transaction():
        act = current_act(Actor.COMMAND)
        accounts.add_owner(email, act)
        _tell(email, accounts.make_link(email, act))


@organiser.command("link")
@click.argument("email")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def link(email: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Print a one-time sign-in link, for a first run or a lost password."""
    del as_json
    with refusing(), transaction():
        _tell(email, accounts.make_link(email, current_act(Actor.COMMAND)))


@organiser.command("reset")
@click.argument("email")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def reset(email: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Forget what somebody signs in with, who lost it all, and print a one-time sign-in link."""
    del as_json
    with refusing(), transaction():
        act = current_act(Actor.COMMAND)
        accounts.reset(email, act)
        _tell(email, accounts.make_link(email, act))


def _tell(email: str, secret: str) -> None:
    remark(f"Signs {email} in once, within 30 minutes:")
    told({"link": links.desk_link(secret)})
