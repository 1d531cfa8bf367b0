"""Look at everything an instance needs, and say plainly what to do about what is wrong."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.doctor import files, surroundings, tables
from app.cli.doctor.finding import Finding, Level, problem
from app.cli.saying import remark, told
from app.platform.settings import Settings

Check = Callable[[Settings], Iterator[Finding]]

_FIRST: tuple[Check, ...] = (
    files.permissions,
    files.remains,
    files.room,
    surroundings.address,
    surroundings.translations,
    surroundings.browser_files,
    surroundings.redis,
    surroundings.processes,
    tables.schema,
)
# They ask tables that exist only in the schema of this code.
_THEN: tuple[Check, ...] = (tables.health, tables.retention, tables.clock, files.keys)


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
@with_appcontext
def doctor(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Check the instance; exit code 0 if all is well, 1 if something must be mended."""
    del as_json
    settings: Settings = current_app.config["TURNOUT_SETTINGS"]
    found = {check.__name__: _look(check, settings) for check in _FIRST}
    if not found["schema"]:
        found |= {check.__name__: _look(check, settings) for check in _THEN}
    for name, findings in found.items():
        remark(f"{name.replace('_', ' ')}: {'fine' if not findings else ''}".rstrip())
        for finding in findings:
            remark(f"  {finding.level.value.upper()} {finding.what}\n    → {finding.advice}")
    healthy = all(one.level is Level.WARNING for findings in found.values() for one in findings)
    told(
        {
            "healthy": healthy,
            "checks": {name: [asdict(one) for one in findings] for name, findings in found.items()},
        }
    )
    sys.exit(0 if healthy else 1)


def _look(check: Check, settings: Settings) -> list[Finding]:
    """Return what a check finds; that it cannot look is a finding, too."""
    try:
        return list(check(settings))
    except Exception as error:  # noqa: BLE001 - a full disk or a broken file shows in many ways
        what = f"{check.__name__.replace('_', ' ')} could not be checked: {type(error).__name__}."
        return [problem(what, "Mend what is said above first, then look again.")]
