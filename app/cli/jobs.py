"""Do what has to happen without anybody's request: deliver letters, pass places on, destroy."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app import events, privacy, rsvps, volunteers
from app.cli.courier import PAUSE, deliver
from app.kernel.act import Actor
from app.platform import jobs as platform_jobs
from app.platform import mail, rounds
from app.platform.db import transaction
from app.platform.moment import current_act, now
from app.platform.settings import Settings


@click.command("jobs")
@with_appcontext
def jobs() -> None:
    """Run a job process alone; `serve` does this by itself. Any number may run side by side."""
    work(current_app._get_current_object())  # type: ignore[attr-defined] # noqa: SLF001 - documented


def work(app: Flask) -> None:
    """Do jobs until told to stop."""
    settings: Settings = app.config["TURNOUT_SETTINGS"]
    platform_jobs.repeat(app, deliver, PAUSE)
    platform_jobs.repeat(app, _let_go, PAUSE)
    platform_jobs.consumer(app, settings, {"housekeeping": _housekeeping}).run()


def _let_go() -> None:
    """Give on what was held for too long, and publish events, places and numbers that are due."""
    act = current_act(Actor.HOUSEKEEPING)
    events.publish_due(act)
    events.reveal_due(act)
    rsvps.renew_public_counts(act)
    if rsvps.anything_is_late(act):
        with transaction():
            rsvps.settle_what_is_late(act)
    if volunteers.offers_are_late(act):
        with transaction():
            volunteers.settle_late_offers(act)


def _housekeeping() -> None:
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    with rounds.alone(settings.data_dir) as alone:
        if not alone:
            return
        rsvps.make_dates(current_act(Actor.HOUSEKEEPING))
        privacy.keep_house(current_act(Actor.HOUSEKEEPING))
        if mail.can_send():
            rsvps.write_the_day_before(current_act(Actor.HOUSEKEEPING))
        rounds.note(settings.data_dir, now())
