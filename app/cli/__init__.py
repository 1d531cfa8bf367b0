"""The way in for self-hosters and for checks: thin commands over the same verbs as the desk."""

from flask import Flask

from app.cli.backup import backup
from app.cli.courier import courier
from app.cli.demo import demo
from app.cli.doctor import doctor
from app.cli.event import event
from app.cli.gate import gate
from app.cli.housekeeping import housekeeping
from app.cli.jobs import jobs
from app.cli.keys import keys
from app.cli.kind import kind
from app.cli.mirror import export
from app.cli.need import need
from app.cli.organiser import organiser
from app.cli.privacy import privacy
from app.cli.restore import restore
from app.cli.schema import db
from app.cli.series import series
from app.cli.serve import serve

_COMMANDS = (
    serve,
    jobs,
    event,
    kind,
    need,
    series,
    gate,
    organiser,
    courier,
    housekeeping,
    privacy,
    keys,
    demo,
    export,
    backup,
    restore,
    doctor,
    db,
)


def init(app: Flask) -> None:
    """Add the commands to `flask --app wsgi`."""
    for command in _COMMANDS:
        app.cli.add_command(command)
