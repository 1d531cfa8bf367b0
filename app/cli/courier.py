"""Deliver letters; the job process does this every few seconds by itself."""

import time
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import AppGroup

from app import outbox, rsvps
from app.cli.saying import remark, told
from app.kernel.act import Actor
from app.platform import mail
from app.platform.moment import current_act

courier = AppGroup("courier", help="Deliver letters.")

PAUSE = 3.0


def deliver() -> outbox.Report:
    """Write what changes want written, and deliver what is due, if there is a way to."""
    transport = mail.transport()
    if transport is None:
        return outbox.Report()
    act = current_act(Actor.COURIER)
    rsvps.write_about_changes(act)
    rsvps.write_messages(act)
    sender = mail.sender(current_app.config["TURNOUT_SETTINGS"])
    return outbox.deliver(transport, sender, current_act(Actor.COURIER))


@courier.command("run")
@click.option("--once", is_flag=True, help="Deliver what is due and stop.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def run(once: bool, as_json: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Deliver letters until Ctrl-C; with --once print what one round did."""
    del as_json
    if mail.transport() is None:
        remark("No mail server is set (SMTP_URL): nothing can leave.")
    while True:
        report = deliver()
        if once:
            remark(f"{report.sent} letters sent, {report.delayed} delayed.")
            told(asdict(report))
            return
        time.sleep(PAUSE)
