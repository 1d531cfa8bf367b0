"""Do what is due: publish, destroy; the job process does this by itself."""

from dataclasses import asdict, replace
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from app import events, privacy, rsvps
from app.cli.saying import remark, told
from app.kernel.act import Actor
from app.platform import rounds
from app.platform.moment import current_act
from app.platform.settings import Settings

housekeeping = AppGroup("housekeeping", help="Do what is due: publish and destroy.")


@housekeeping.command("run")
@click.option("--now", default="", metavar="ISO", help="Act as if it were this moment.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def run(now: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Do one round and print how many events were ended and parties destroyed."""
    del as_json
    act = current_act(Actor.HOUSEKEEPING)
    if now:
        act = replace(act, now=_moment(now))
    published = events.publish_due(act)
    events.reveal_due(act)
    rsvps.renew_public_counts(act)
    rsvps.make_dates(act)
    report = privacy.keep_house(act)
    if not now:
        settings: Settings = current_app.config["TURNOUT_SETTINGS"]
        rounds.note(settings.data_dir, act.now)
    remark(f"{report.events} events ended, {report.parties} parties destroyed.")
    told({**asdict(report), "published": published})


def _moment(typed: str) -> datetime:
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        raise click.BadParameter(f"{typed} is not a moment like 2027-02-10T12:00Z.") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
