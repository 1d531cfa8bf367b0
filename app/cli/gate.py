"""Enrol phones for the gate."""

import click
from flask.cli import AppGroup

from app import checkin, events
from app.cli.saying import refusing, remark, told
from app.kernel.act import Actor
from app.platform import links
from app.platform.db import transaction
from app.platform.moment import current_act

gate = AppGroup("gate", help="Enrol phones that count people at the gate.")


@gate.command("enrol")
@click.argument("slug")
@click.option("--gate", "label", default="Gate", show_default=True, help="Where the phone counts.")
@click.option("--ask", is_flag=True, help="Have an organiser confirm the phone on the desk.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def enrol(slug: str, label: str, ask: bool, as_json: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Print a link that enrols one phone for an event, once, within 30 minutes."""
    del as_json
    with refusing():
        event = events.find(slug)
        if event is None:
            raise events.EventNotFound(slug)
        with transaction():
            act = current_act(Actor.COMMAND)
            secret = checkin.make_enrolment(event.id, label, act, to_confirm=ask)
    remark(f"Enrols one phone at “{label}”, within 30 minutes. Open it on that phone:")
    told({"link": links.gate_enrolment(secret)})
