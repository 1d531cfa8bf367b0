"""The way in for self-hosters and for checks: thin commands over the same verbs as the desk."""

from flask import Flask

from app.cli.courier import courier
from app.cli.demo import demo
from app.cli.event import event
from app.cli.housekeeping import housekeeping
from app.cli.need import need
from app.cli.organiser import organiser
from app.cli.serve import jobs, serve


def init(app: Flask) -> None:
    """Add the commands to `flask --app wsgi`."""
    for command in (serve, jobs, event, need, organiser, courier, housekeeping, demo):
        app.cli.add_command(command)
