"""Replace the key of the instance, which wraps all others."""

import click
from flask.cli import AppGroup

from app.cli.saying import remark, told
from app.kernel.act import Actor
from app.platform.moment import current_act
from app.platform.vault import vault

keys = AppGroup("keys", help="Replace the key of the instance.")


@keys.command("rotate")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def rotate(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Make a new instance key, and wrap all keys by it.

    The server goes on meanwhile; restart it afterwards. Organisers sign in again then, and forms
    that were open are shown once more. Passes, links and letters that exist stay as they are.
    """
    del as_json
    wrapped = vault().rotate(current_act(Actor.COMMAND).entropy)
    remark(f"A new key wraps {wrapped} others. Restart the server, then run: flask backup")
    told({"keys": wrapped})
