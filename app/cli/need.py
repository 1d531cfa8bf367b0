"""Say from the command line what an event needs, and look how far it is filled."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from app import events, volunteers
from app.cli.saying import refusing, remark, told
from app.kernel.act import Actor
from app.platform.db import transaction
from app.platform.moment import current_act

need = AppGroup("need", help="Say which volunteers an event needs, and show who is missing.")


class LocalTime(click.ParamType[datetime]):
    """A time on the clocks of the event's place, such as 2027-02-08T13:30."""

    name = "YYYY-MM-DDTHH:MM"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:  # click's own signature
        """Read the time; a zone is not accepted, because the event has one."""
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is not a time like 2027-02-08T13:30.", param, ctx)
        if read.tzinfo is not None:
            self.fail("Say the local time at the event, without a zone.", param, ctx)
        return read


@need.command("add")
@click.argument("slug")
@click.option("--role", required=True, type=click.Choice(volunteers.roles.KEYS), help="Which role.")
@click.option("--start", required=True, type=LocalTime(), help="The local start.")
@click.option("--end", required=True, type=LocalTime(), help="The local end.")
@click.option("--min", "least", required=True, type=int, help="How many are needed at least.")
@click.option("--max", "most", required=True, type=int, help="How many may take it.")
@click.option("--post", default="", help="Where at the event, in your words.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(volunteers.LANGUAGES),
    help="A language they should speak; may be given several times.",
)
@click.option("--adults", is_flag=True, help="Only for people of 18 or over.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def add(slug: str, **said: Any) -> None:
    """Add a need; prints {"need": id}. On a published event it is open at once."""
    with refusing():
        event = _found(slug)
        plan = volunteers.Plan(
            role=volunteers.roles.get(said["role"]),
            shift=volunteers.Shift(
                _instant(said["start"], event), _instant(said["end"], event), said["post"]
            ),
            numbers=volunteers.Numbers(said["least"], said["most"]),
            languages=said["languages"],
            adults_only=said["adults"],
        )
        with transaction():
            need_id = volunteers.add_need(event.id, plan, current_act(Actor.COMMAND))
    remark(f"{said['role']}: {said['least']} to {said['most']} people.")
    told({"need": need_id})


@need.command("show")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always printed.")
def show(slug: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Show what an event needs, and how many people took it or wait."""
    del as_json
    with refusing():
        event = _found(slug)
        told({"needs": [_standing(wanted, event) for wanted in volunteers.needs(event.id)]})


def _standing(wanted: volunteers.Need, event: events.Event) -> dict[str, object]:
    return {
        "need": wanted.id,
        "role": wanted.role.key,
        "start": _local(wanted.shift.starts, event),
        "end": _local(wanted.shift.ends, event),
        "min": wanted.numbers.least,
        "max": wanted.numbers.most,
        "confirmed": wanted.taken,
        "waiting": wanted.waiting,
    }


def _found(slug: str) -> events.Event:
    event = events.find(slug)
    if event is None:
        raise events.EventNotFound(slug)
    return event


def _instant(local: datetime, event: events.Event) -> datetime:
    return local.replace(tzinfo=ZoneInfo(event.timezone)).astimezone(UTC)


def _local(instant: datetime, event: events.Event) -> str:
    there = instant.astimezone(ZoneInfo(event.timezone))
    return there.replace(tzinfo=None).isoformat(timespec="minutes")
